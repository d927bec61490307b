package dev.presage.faults.pager;

import dev.presage.process.FreePort;
import dev.presage.process.WorkerProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A worker that is always at the same address, however often it is started. */
final class Replica implements AutoCloseable {
    private final Path directory;
    private final Map<String, String> settings;
    private final int port = FreePort.any();
    private final int apiPort = FreePort.any();
    private @Nullable WorkerProcess worker;

    Replica(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings = new HashMap<>(settings);
        this.settings.put("WORKER_HTTP_PORT", Integer.toString(port));
        this.settings.putIfAbsent("WORKER_API_PORT", Integer.toString(apiPort));
    }

    /** Where it tells about itself. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** Where its prediction API is looked for. */
    String apiAddress() {
        return "127.0.0.1:" + apiPort;
    }

    /** Starts it; it is not ready yet. */
    Replica launch() throws Exception {
        worker = WorkerProcess.start(directory, settings);
        return this;
    }

    /** Starts it, and waits until it answers requests. */
    Replica start() throws Exception {
        launch().worker().awaitReady();
        return this;
    }

    /** The process that was started last. */
    WorkerProcess worker() {
        if (worker == null) {
            throw new IllegalStateException("the worker was not started");
        }
        return worker;
    }

    /** What it counts under a name with labels, given as a regular expression. */
    double counted(String series) throws Exception {
        Matcher line = Pattern.compile("(?m)^" + series + " (\\S+)$").matcher(worker().body("/metrics"));
        if (!line.find()) {
            throw new IllegalStateException("the worker's metrics have no " + series);
        }
        return Double.parseDouble(line.group(1));
    }

    void kill() throws Exception {
        worker().kill();
    }

    /** Stops it as an orchestrator does. */
    void stop() throws Exception {
        int code = worker().terminate();
        if (code != 0) {
            throw new IllegalStateException("the worker ended with " + code + ": " + worker().output());
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
