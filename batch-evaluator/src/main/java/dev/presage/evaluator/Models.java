package dev.presage.evaluator;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is known of the models: every manifest of the folder, of versions that are no longer served as well, because the forecasts they
 * made are still judged.
 *
 * @param served the version of each type that answers unless one is pinned
 */
record Models(ModelRepository repository, Map<ModelId, ModelManifest> manifests, List<ModelId> served) {
    Models {
        manifests = Map.copyOf(manifests);
        served = List.copyOf(served);
    }

    /**
     * Reads a folder of models.
     *
     * @throws Failure if it is not there, holds no model, or one of its manifests can't be used
     */
    static Models of(Path folder) throws Failure {
        try {
            ModelRepository repository = ModelRepository.open(folder);
            Map<ModelId, ModelManifest> manifests = new TreeMap<>();
            for (ModelId model : repository.models()) {
                manifests.put(model, repository.manifest(model));
            }
            return new Models(repository, manifests, repository.served(Map.of()));
        } catch (InvalidModelException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** The manifest of a model that the folder holds. */
    ModelManifest manifest(ModelId id) {
        ModelManifest manifest = manifests.get(id);
        if (manifest == null) {
            throw new IllegalArgumentException("no manifest of " + id);
        }
        return manifest;
    }

    Map<ModelId, Duration> maxHorizons() {
        return manifests.values().stream().collect(Collectors.toMap(ModelManifest::id, ModelManifest::maxHorizon));
    }

    /** How much earlier than its truth a reference bar may have closed. */
    Duration longestHorizon() {
        return manifests.values().stream()
                .map(ModelManifest::maxHorizon)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
