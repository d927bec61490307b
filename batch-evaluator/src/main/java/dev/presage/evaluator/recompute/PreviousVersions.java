package dev.presage.evaluator.recompute;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.features.Feature;
import dev.presage.inference.Model;
import dev.presage.inference.ModelLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads the previous versions of models that are evaluated. */
public final class PreviousVersions implements AutoCloseable {
    private final ModelRepository repository;
    private final Map<ModelId, ModelManifest> manifests;
    private final FeatureHistory history;
    private final List<Model> loaded = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param manifests of all versions that the repository holds */
    public PreviousVersions(ModelRepository repository, Map<ModelId, ModelManifest> manifests, FeatureHistory history) {
        this.repository = repository;
        this.manifests = Map.copyOf(manifests);
        this.history = history;
    }

    /** The highest version below a model's own that looks as many bars ahead; empty if there is none, or if it can't be asked. */
    public Optional<PreviousVersion> of(ModelManifest model) {
        return manifests.values().stream()
                .filter(other -> other.id().type().equals(model.id().type())
                        && other.id().version() < model.id().version()
                        && other.horizonBars() == model.horizonBars())
                .max(Comparator.comparing(ModelManifest::id))
                .flatMap(this::load);
    }

    private Optional<PreviousVersion> load(ModelManifest manifest) {
        Optional<List<Feature>> features = PreviousVersion.features(manifest);
        if (features.isEmpty()) {
            problems.add(manifest.id()
                    + " is not compared with the version after it: prices do not give all of its features "
                    + manifest.features());
            return Optional.empty();
        }
        try {
            Model model = ModelLoader.load(repository, manifest);
            loaded.add(model);
            return Optional.of(new PreviousVersion(model, features.get(), history));
        } catch (InvalidModelException e) {
            problems.add(manifest.id() + " is not compared with the version after it: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A sentence for each version that could not be asked. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        loaded.forEach(Model::close);
    }
}
