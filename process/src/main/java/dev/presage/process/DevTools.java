package dev.presage.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A conversation with one page of a browser by the Chrome DevTools Protocol. */
final class DevTools implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final WebSocket page;
    private int lastId;

    DevTools(HttpClient http, URI page) {
        this.page = http.newWebSocketBuilder().buildAsync(page, new Listener()).join();
    }

    /** What has happened since the last {@link #forget}. */
    List<JsonNode> events() {
        return List.copyOf(heard);
    }

    void forget() {
        heard.clear();
    }

    /** Has the browser do something, and waits for its answer. */
    JsonNode call(String method, String parameters) throws InterruptedException {
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

    /** Waits until something has happened; what else did is kept. */
    void awaitEvent(String name) throws InterruptedException {
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
    }
}
