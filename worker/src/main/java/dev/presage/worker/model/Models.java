package dev.presage.worker.model;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.inference.Model;
import dev.presage.inference.ModelLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The models that are served, one version of each type. */
public final class Models implements AutoCloseable {
    private final SortedMap<String, Model> byType;

    private Models(SortedMap<String, Model> byType) {
        this.byType = byType;
    }

    /** Models that are loaded already, of different types. */
    public static Models of(Collection<Model> models) {
        SortedMap<String, Model> byType = new TreeMap<>();
        models.forEach(model -> byType.put(model.manifest().id().type(), model));
        return new Models(Collections.unmodifiableSortedMap(byType));
    }

    /**
     * Loads what a folder holds.
     *
     * @param pins versions to serve instead of the highest, by model type
     * @throws InvalidModelException with the first model that can't be served, and why
     */
    public static Models load(Path directory, Map<String, Integer> pins) throws InvalidModelException {
        ModelRepository repository = ModelRepository.open(directory);
        List<Model> loaded = new ArrayList<>();
        try {
            for (ModelId id : repository.served(pins)) {
                loaded.add(ModelLoader.load(repository, repository.manifest(id)));
            }
            return of(loaded);
        } catch (InvalidModelException e) {
            loaded.forEach(Model::close);
            throw e;
        }
    }

    /** The model of that type; null if none is served. */
    public @Nullable Model get(String type) {
        return byType.get(type);
    }

    /** All models, by type. */
    public Collection<Model> all() {
        return byType.values();
    }

    @Override
    public void close() {
        all().forEach(Model::close);
    }
}
