package dev.presage.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real browser without a window, with one page, for tests that look at one of ours. */
public final class Chromium implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final DevTools page;

    private Chromium(Process process, String address) throws IOException, InterruptedException {
        this.process = process;
        HttpRequest newPage = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(BodyPublishers.noBody())
                .build();
        JsonNode target =
                JSON.readTree(HTTP.send(newPage, BodyHandlers.ofString()).body());
        page = new DevTools(
                HTTP, URI.create(target.required("webSocketDebuggerUrl").asText()));
        page.call("Page.enable", "{}");
        page.call("Log.enable", "{}");
        page.call("Runtime.enable", "{}");
        page.call("Network.enable", "{}");
    }

    /** Where it is on this machine. */
    public static Optional<Path> program() {
        return Checkout.own().program("chromium", "chromium-browser", "google-chrome");
    }

    /**
     * Starts it.
     *
     * @param profile an empty folder
     */
    public static Chromium start(Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Chromium(process, address(process));
        } catch (IOException | InterruptedException | RuntimeException e) {
            end(process);
            throw e;
        }
    }

    /** Reads what it says until it listens, and lets it say the rest unheard. One that says nothing for a minute is ended. */
    private static String address(Process process) throws IOException {
        CompletableFuture<Void> tooLate = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
        BufferedReader err = process.errorReader(UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            said.add(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                tooLate.cancel(false);
                Thread rest = new Thread(() -> err.lines().forEach(ignored -> {}), "chromium-stderr");
                rest.setDaemon(true);
                rest.start();
                return listening.group(1);
            }
        }
        throw new IllegalStateException("chromium does not start: " + said);
    }

    /** The page is shown so wide, in so many CSS pixels, to a person who likes it light or dark, with scripts or without. */
    public void emulate(int width, String colorScheme, boolean scripts) throws InterruptedException {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":844,\"deviceScaleFactor\":1,\"mobile\":" + (width < 600) + "}");
        page.call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + colorScheme + "\"}]}");
        page.call("Emulation.setScriptExecutionDisabled", "{\"value\":" + !scripts + "}");
    }

    /** From now on nothing can be fetched, as on a machine without a network. */
    public void goOffline() throws InterruptedException {
        page.call(
                "Network.emulateNetworkConditions",
                "{\"offline\":true,\"latency\":0,\"downloadThroughput\":-1,\"uploadThroughput\":-1}");
    }

    /** Goes there, and waits until all is loaded. */
    public void open(String uri) throws InterruptedException {
        page.forget();
        page.call("Page.navigate", "{\"url\":\"" + uri + "\"}");
        page.awaitEvent("Page.loadEventFired");
    }

    /** What the page itself makes of an expression of JavaScript. */
    public JsonNode evaluate(String expression) throws InterruptedException {
        ObjectNode parameters =
                JSON.createObjectNode().put("expression", expression).put("returnByValue", true);
        JsonNode answer = page.call("Runtime.evaluate", parameters.toString());
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** Presses a key on what has the focus, such as {@code Enter}. */
    public void press(String key, int code) throws InterruptedException {
        String event = "\"key\":\"" + key + "\",\"code\":\"" + key + "\",\"windowsVirtualKeyCode\":" + code;
        page.call("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"text\":\"\\r\"," + event + "}");
        page.call("Input.dispatchKeyEvent", "{\"type\":\"keyUp\"," + event + "}");
    }

    /**
     * Every element that shows text of its own: {@code text}, the {@code contrast} of the text with what is behind it (WCAG 2.1), and how far
     * {@code right} it reaches, in CSS pixels; what reaches out of a box that scrolls ends where the box does.
     */
    public JsonNode texts() throws InterruptedException {
        try (InputStream script = Chromium.class.getResourceAsStream("texts.js")) {
            return evaluate(
                    new String(Objects.requireNonNull(script, "texts.js").readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser complains of, since the page was opened: of the page, and of what its scripts threw or wrote as errors. */
    public List<String> complaints() {
        return page.events().stream()
                .map(Chromium::complaint)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> complaint(JsonNode event) {
        return switch (event.path("method").asText()) {
            case "Log.entryAdded" -> Optional.of(event.at("/params/entry/text").asText());
            case "Runtime.exceptionThrown" ->
                Optional.of(event.at("/params/exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> Optional.of(event.path("params").toString());
            default -> Optional.empty();
        };
    }

    @Override
    public void close() {
        page.close();
        end(process);
    }

    /** With all that it has started: they write into its profile. */
    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }
}
