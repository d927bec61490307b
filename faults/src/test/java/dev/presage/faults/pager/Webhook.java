package dev.presage.faults.pager;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where pager, chat and dead man's switch would, and remembers what Alertmanager told them. */
final class Webhook implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final HttpServer server;
    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    private Webhook(HttpServer server) {
        this.server = server;
    }

    static Webhook listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Webhook webhook = new Webhook(server);
        server.createContext("/", webhook::receive);
        server.start();
        return webhook;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on that receiver answers 500, and hears nothing. */
    void breakDown(String receiver) {
        broken.add(receiver);
    }

    /** It is well again. */
    void mend(String receiver) {
        broken.remove(receiver);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String receiver = exchange.getRequestURI().getPath().substring(1);
            JsonNode message = JSON.readTree(exchange.getRequestBody());
            boolean refused = broken.contains(receiver);
            if (!refused) {
                for (JsonNode alert : message.path("alerts")) {
                    heard.add(new Notification(
                            Instant.now(),
                            receiver,
                            alert.path("status").asText().equals("firing"),
                            texts(alert.path("labels")),
                            texts(alert.path("annotations"))));
                }
            }
            exchange.sendResponseHeaders(refused ? 500 : 200, -1);
        }
    }

    /** An object of JSON whose values are texts. */
    static Map<String, String> texts(JsonNode object) {
        return JSON.convertValue(object, TEXTS);
    }

    /** What was heard from an instant on, in order. */
    List<Notification> since(Instant instant) {
        return heard.stream().filter(told -> !told.at().isBefore(instant)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
