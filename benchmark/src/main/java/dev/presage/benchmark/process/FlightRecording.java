package dev.presage.benchmark.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A profile that a running Java process makes of itself, with the JDK's own settings for profiling. */
public final class FlightRecording {
    private final Jvm jvm;
    private final ChildProcess process;
    private final Path file;

    private FlightRecording(Jvm jvm, ChildProcess process, Path file) {
        this.jvm = jvm;
        this.process = process;
        this.file = file;
    }

    /**
     * Begins.
     *
     * @param jvm that runs the process; a full JDK
     */
    public static FlightRecording start(Jvm jvm, ChildProcess process, Path file)
            throws BenchmarkException, InterruptedException {
        FlightRecording recording = new FlightRecording(jvm, process, file);
        recording.ask("JFR.start", "name=benchmark", "settings=profile", "filename=" + file);
        return recording;
    }

    /** Ends, and the file is there. */
    public void stop() throws BenchmarkException, InterruptedException {
        ask("JFR.stop", "name=benchmark", "filename=" + file);
    }

    private void ask(String... what) throws BenchmarkException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(jvm.home().resolve("bin/jcmd").toString(), Long.toString(process.pid())));
        line.addAll(List.of(what));
        try {
            Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            String answer = new String(jcmd.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (jcmd.waitFor() != 0) {
                throw new BenchmarkException(String.join(" ", line) + " failed: " + answer);
            }
        } catch (IOException e) {
            throw new BenchmarkException(line.get(0) + " can't be run; a JDK has it: " + e.getMessage(), e);
        }
    }
}
