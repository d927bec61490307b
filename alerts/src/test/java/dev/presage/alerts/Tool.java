package dev.presage.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * promtool or amtool: the one of this machine, from the PATH or else from {@code .tools/bin}, and beside it the one of the released image
 * where Docker answers and has it. They are of different versions, and the rules must hold for both.
 */
record Tool(String description, List<String> command) {
    private static final String MOUNT = "/presage";

    static List<Tool> promtools() throws IOException, InterruptedException {
        return find("promtool", "prom/prometheus:v3.5.3");
    }

    static List<Tool> amtools() throws IOException, InterruptedException {
        return find("amtool", "prom/alertmanager:v0.33.1");
    }

    private static List<Tool> find(String program, String image) throws IOException, InterruptedException {
        List<Tool> tools = new ArrayList<>();
        ofThisMachine(program).ifPresent(file -> tools.add(new Tool(file.toString(), List.of(file.toString()))));
        boolean dockerHasIt = succeeds("docker", "image", "inspect", image);
        if (dockerHasIt || (tools.isEmpty() && succeeds("docker", "info"))) {
            String mount = Repository.ROOT + ":" + MOUNT + ":ro";
            tools.add(new Tool(
                    image, List.of("docker", "run", "--rm", "-v", mount, "-w", MOUNT, "--entrypoint", program, image)));
        }
        if (tools.isEmpty()) {
            throw new IllegalStateException(program + " is not on the PATH, not in .tools/bin (`make tools` puts it"
                    + " there), and no Docker answers that could run " + image);
        }
        return tools;
    }

    private static Optional<Path> ofThisMachine(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(":", -1)).map(Path::of), Stream.of(Repository.file(".tools/bin")))
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return run(List.of(command)).exitCode() == 0;
        } catch (IOException e) {
            return false; // there is no such program here
        }
    }

    /** What a program said, and how it ended. */
    record Outcome(int exitCode, String output) {}

    /** Runs it in the repository's folder, so paths are relative to that. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(command.stream(), Arrays.stream(arguments)).toList());
    }

    private static Outcome run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Repository.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @Override
    public String toString() {
        return description;
    }
}
