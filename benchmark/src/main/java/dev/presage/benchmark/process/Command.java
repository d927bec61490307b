package dev.presage.benchmark.process;

import java.util.List;
import java.util.Map;

/**
 * What is started.
 *
 * @param name what to call it, also its log's name
 * @param line the program and its arguments
 * @param environment variables set for it; no {@code WORKER_…}, {@code EVALUATOR_…} or {@code KAFKA_…} of this process's own is handed on
 */
public record Command(String name, List<String> line, Map<String, String> environment) {
    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }
}
