package dev.presage.benchmark.measure;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Jvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A contender and how it is run.
 *
 * @param contender which
 * @param processes of it that share the work
 * @param threads of each that answer
 * @param jvm that runs it
 * @param extra environment variables over those that the measurement itself needs, such as {@code WORKER_PROFILE}
 * @param profile the file for a flight recording; empty for none, which costs less
 */
public record Entry(
        Contender contender, int processes, int threads, Jvm jvm, Map<String, String> extra, Optional<Path> profile) {
    public Entry {
        extra = Map.copyOf(extra);
    }

    /** One process of it with one thread. */
    public static Entry single(Contender contender, Jvm jvm, Map<String, String> extra) {
        return new Entry(contender, 1, 1, jvm, extra, Optional.empty());
    }

    /** The command that runs it. A recording begins with the process: begun later it would have much compiled anew. */
    List<String> command(Checkout checkout) throws BenchmarkException {
        Jvm recording = profile.isPresent()
                ? jvm.with("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + profile.get())
                : jvm;
        return contender.command(checkout, recording);
    }

    /**
     * All of its environment variables.
     *
     * @param group its application id
     * @param port of 127.0.0.1, for its metrics
     * @param models the folder it loads
     * @param state the folder for what it keeps on disk
     */
    Map<String, String> environment(String group, int port, Path models, Path state, String bootstrapServers) {
        Map<String, String> environment = new TreeMap<>(extra);
        environment.put("WORKER_APPLICATION_ID", group);
        environment.put("WORKER_STREAM_THREADS", Integer.toString(threads));
        environment.put("WORKER_HTTP_PORT", Integer.toString(port));
        environment.put("WORKER_API_PORT", "0");
        environment.put("WORKER_MODELS_DIR", models.toString());
        environment.put("KAFKA_STATE_DIR", state.toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        return environment;
    }
}
