package dev.presage.evaluator;

import static org.awaitility.Awaitility.await;

import dev.presage.process.Checkout;
import dev.presage.process.ChildProcess;
import dev.presage.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** @param directory where what the program writes goes */
    static RealPushgateway start(Path directory) throws IOException {
        Optional<Path> program = Checkout.own().program("pushgateway", "prometheus-pushgateway");
        if (program.isPresent()) {
            return process(program.get(), directory);
        }
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return container();
        }
        throw new IllegalStateException(
                "there is no pushgateway in .tools/bin or on the PATH, and no Docker; make tools fetches it");
    }

    @SuppressWarnings("resource") // closed with the Pushgateway
    private static RealPushgateway process(Path program, Path directory) throws IOException {
        String address = "127.0.0.1:" + FreePort.any();
        ChildProcess process = ChildProcess.start(
                "pushgateway", directory, Map.of(), List.of(program.toString(), "--web.listen-address=" + address));
        return new RealPushgateway(address, process::close).awaitReady();
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
