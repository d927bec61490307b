package dev.presage.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Whoever asks for pages, with a password or without. */
final class Browser {
    private final HttpClient http;
    private final Map<String, String> headers;

    /** @param http which knows whom to trust */
    Browser(HttpClient http) {
        this(http, Map.of());
    }

    private Browser(HttpClient http, Map<String, String> headers) {
        this.http = http;
        this.headers = headers;
    }

    /** The same, who knows this password. */
    Browser as(String user, String password) {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return new Browser(http, Map.of("Authorization", "Basic " + login));
    }

    /** The same, who knows this key. */
    Browser with(String token) {
        return new Browser(http, Map.of("Authorization", "Bearer " + token));
    }

    HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(10));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    int status(String uri) throws IOException, InterruptedException {
        return get(uri).statusCode();
    }
}
