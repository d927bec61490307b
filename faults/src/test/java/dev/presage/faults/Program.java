package dev.presage.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A program of the monitoring in a container on the host's own network: the worker and the webhook listen on 127.0.0.1 of the host, where no
 * other container would reach them.
 */
public final class Program implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final int STOP_SECONDS = 10;

    private final GenericContainer<?> container;
    private final int port = FreePort.any();

    /**
     * Starts it, and waits until it is ready.
     *
     * @param files its configuration, by path in the container
     */
    @SuppressWarnings("resource") // closed with this
    public Program(String image, Map<String, String> files, String... options) {
        List<String> command = new ArrayList<>(List.of(options));
        command.add("--web.listen-address=" + address());
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withCommand(command.toArray(String[]::new))
                .waitingFor(new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {
                        awaitReady();
                    }
                });
        files.forEach((path, text) -> container.withCopyToContainer(Transferable.of(text), path));
        container.start();
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> send("GET", "/-/ready", "").statusCode() == 200);
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    public void replaceFile(String path, String text) {
        container.copyFileToContainer(Transferable.of(text), path);
    }

    /** Asks it something that it answers with JSON. */
    public JsonNode ask(String path) throws IOException, InterruptedException {
        return JSON.readTree(send("GET", path, "").body());
    }

    /** Sends it something; throws if it does not like that. */
    public String tell(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    method + " " + path + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    /** It is stopped, and keeps what it has on disk. */
    public void stop() {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    /** It is started again, and ready. */
    public void startAgain() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        awaitReady();
    }

    @Override
    public void close() {
        container.close();
    }
}
