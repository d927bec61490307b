package dev.presage.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Stands where a pager and a chat would: shows what Alertmanager sends to {@code /pager} and {@code /chat}. */
final class Notifications {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEARTBEAT = "/dead-mans-switch";

    private final HttpServer server;
    private final Console console;

    private Notifications(HttpServer server, Console console) {
        this.server = server;
        this.console = console;
    }

    static Notifications listen(int port, Console console) throws DemoException {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            Notifications notifications = new Notifications(server, console);
            server.createContext("/", notifications::receive);
            server.start();
            return notifications;
        } catch (IOException e) {
            throw new DemoException("port " + port + " can't be listened on for Alertmanager's notifications: " + e, e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String receiver = exchange.getRequestURI().getPath();
            JsonNode message = JSON.readTree(exchange.getRequestBody());
            if (!receiver.equals(HEARTBEAT)) {
                for (JsonNode alert : message.path("alerts")) {
                    console.say(line(receiver.substring(1), alert));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String line(String receiver, JsonNode alert) {
        return "to the " + receiver + ": "
                + alert.path("labels").path("alertname").asText() + " is "
                + alert.path("status").asText() + ": "
                + alert.path("annotations").path("summary").asText();
    }

    void close() {
        server.stop(0);
    }
}
