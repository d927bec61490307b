package dev.presage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.presage.process.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real browser without a window, with one page, spoken to by the Chrome DevTools Protocol. */
final class Chromium implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/");
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final WebSocket page;
    private int lastId;

    private Chromium(Process process, String address) throws IOException, InterruptedException {
        this.process = process;
        HttpRequest newPage = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(BodyPublishers.noBody())
                .build();
        JsonNode target =
                JSON.readTree(HTTP.send(newPage, BodyHandlers.ofString()).body());
        page = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(target.required("webSocketDebuggerUrl").asText()), new Listener())
                .join();
        call("Page.enable", "{}");
        call("Log.enable", "{}");
    }

    /** Where it is on this machine. */
    static Optional<Path> program() {
        return Checkout.own().program("chromium", "chromium-browser", "google-chrome");
    }

    /** @param profile an empty folder */
    static Chromium start(Path profile) throws IOException, InterruptedException {
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
    void emulate(int width, String colorScheme, boolean scripts) throws InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":844,\"deviceScaleFactor\":1,\"mobile\":" + (width < 600) + "}");
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + colorScheme + "\"}]}");
        call("Emulation.setScriptExecutionDisabled", "{\"value\":" + !scripts + "}");
    }

    /** Goes there, and waits until all is loaded. */
    void open(String uri) throws InterruptedException {
        heard.removeIf(event -> true);
        call("Page.navigate", "{\"url\":\"" + uri + "\"}");
        awaitEvent("Page.loadEventFired");
    }

    /** What the page itself makes of an expression of JavaScript. */
    JsonNode evaluate(String expression) throws InterruptedException {
        ObjectNode parameters =
                JSON.createObjectNode().put("expression", expression).put("returnByValue", true);
        JsonNode answer = call("Runtime.evaluate", parameters.toString());
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** What the browser complains of, since the page was opened. */
    List<String> complaints() {
        return heard.stream()
                .filter(event -> event.path("method").asText().equals("Log.entryAdded"))
                .map(event -> event.at("/params/entry/text").asText())
                .toList();
    }

    private JsonNode call(String method, String parameters) throws InterruptedException {
        int id = ++lastId;
        page.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        List<JsonNode> events = new ArrayList<>();
        try {
            while (true) {
                JsonNode message = next(method);
                if (message.path("id").asInt(-1) == id) {
                    if (message.has("error")) {
                        throw new IllegalStateException(method + ": " + message.get("error"));
                    }
                    return message.required("result");
                }
                events.add(message);
            }
        } finally {
            heard.addAll(events);
        }
    }

    private void awaitEvent(String name) throws InterruptedException {
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode message = next(name); !message.path("method").asText().equals(name); message = next(name)) {
            others.add(message);
        }
        heard.addAll(others);
    }

    private JsonNode next(String awaited) throws InterruptedException {
        JsonNode message = heard.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new IllegalStateException("chromium does not answer: " + awaited);
        }
        return message;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    heard.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        page.abort();
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
