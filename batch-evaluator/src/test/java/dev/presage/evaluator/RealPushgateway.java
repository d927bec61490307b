package dev.presage.evaluator;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Pushgateway: the program that {@code make tools} fetches or that is on the PATH, else its image where Docker answers. */
final class RealPushgateway implements AutoCloseable {
    static final DockerImageName IMAGE = DockerImageName.parse("prom/pushgateway:v1.11.2");
    static final int PORT = 9091;

    private final String address;
    private final Runnable stop;

    private RealPushgateway(String address, Runnable stop) {
        this.address = address;
        this.stop = stop;
    }

    static RealPushgateway start() throws IOException {
        Optional<Path> program = program();
        if (program.isPresent()) {
            return process(program.get());
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return container();
        }
        throw new IllegalStateException(
                "there is no pushgateway in .tools/bin or on the PATH, and no Docker; make tools fetches it");
    }

    private static Optional<Path> program() {
        Stream<Path> path = Stream.of(System.getenv("PATH").split(":", -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of);
        return Stream.concat(Stream.of(Path.of("../.tools/bin").toAbsolutePath().normalize()), path)
                .flatMap(folder -> Stream.of(folder.resolve("pushgateway"), folder.resolve("prometheus-pushgateway")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static RealPushgateway process(Path program) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String address = "127.0.0.1:" + port;
        Process process = new ProcessBuilder(program.toString(), "--web.listen-address=" + address)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new RealPushgateway(address, process::destroy).awaitReady();
    }

    @SuppressWarnings("resource") // closed with the Pushgateway
    static RealPushgateway container() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE).withExposedPorts(PORT);
        container.start();
        return new RealPushgateway(container.getHost() + ":" + container.getMappedPort(PORT), container::stop)
                .awaitReady();
    }

    private RealPushgateway awaitReady() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> get("/-/ready")
                .equals("OK"));
        return this;
    }

    /** {@code host:port}. */
    String address() {
        return address;
    }

    /** The whole page that Prometheus scrapes. */
    String page() throws IOException, InterruptedException {
        return get("/metrics");
    }

    /** The lines of the page that begin like this. */
    List<String> lines(String beginning) throws IOException, InterruptedException {
        return page().lines().filter(line -> line.startsWith(beginning)).toList();
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        BodyHandlers.ofString())
                .body()
                .strip();
    }

    @Override
    public void close() {
        stop.run();
    }
}
