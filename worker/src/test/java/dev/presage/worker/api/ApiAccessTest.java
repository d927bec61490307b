package dev.presage.worker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.worker.tls.TestCertificate;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Who is let in, and where it listens. */
class ApiAccessTest extends WithApi {
    @Test
    void letsInOnlyThoseWithAKey() throws Exception {
        TestCertificate certificate = new TestCertificate(folder, "EC");
        Path keys = Files.writeString(folder.resolve("keys"), "another-key-of-somebody\n\n" + KEY + "\n");
        Map<String, String> settings = new HashMap<>(encrypted(certificate));
        settings.put("WORKER_API_TOKENS_FILE", keys.toString());
        try (PredictionApi guarded = start(settings)) {
            HttpClient trusting = client(certificate.trusted());

            HttpResponse<String> without =
                    trusting.send(at(guarded, "/predict/AAPL").build(), BodyHandlers.ofString());
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"presage\"");
            promised.check("/predict/{ticker}", without);
            for (String wrong : List.of("Bearer " + KEY + "x", "Basic " + KEY, "Bearer", "Bearer ")) {
                assertThat(status(trusting, at(guarded, "/metrics").header("Authorization", wrong)))
                        .isEqualTo(401);
            }

            assertThat(status(trusting, at(guarded, "/predict/AAPL").header("Authorization", "Bearer " + KEY)))
                    .isEqualTo(200);
            assertThat(status(trusting, at(guarded, "/metrics").header("Authorization", "bearer " + KEY)))
                    .isEqualTo(200);
            for (String description : List.of("/openapi.yaml", "/asyncapi.yaml", "/schemas/prediction.schema.json")) {
                assertThat(status(trusting, at(guarded, description))).isEqualTo(200);
            }
            for (String roundabout : List.of(
                    "/schemas/../predict/AAPL",
                    "/schemas/..%2Fpredict%2FAAPL",
                    "/schemas/x/../../metrics",
                    "/schemas/%2e%2e/metrics")) {
                assertThat(status(trusting, at(guarded, roundabout)))
                        .as(roundabout)
                        .isNotEqualTo(200);
            }
        }
    }

    @Test
    void letsInOnlyThoseWithACertificate() throws Exception {
        TestCertificate server = new TestCertificate(folder, "EC");
        TestCertificate known = new TestCertificate(folder, "RSA");
        TestCertificate unknown = new TestCertificate(folder, "RSA");
        Map<String, String> settings = new HashMap<>(encrypted(server));
        settings.put("WORKER_API_CLIENT_CA_FILE", known.certificate.toString());
        try (PredictionApi guarded = start(settings)) {
            HttpRequest.Builder request = at(guarded, "/predict/AAPL");

            assertThat(status(client(server.trustedBy(known)), request)).isEqualTo(200);
            for (SSLContext wrong : List.of(server.trusted(), server.trustedBy(unknown))) {
                assertThatThrownBy(() -> status(client(wrong), request)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void saysWhereItCantListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> start(Map.of("WORKER_API_PORT", Integer.toString(taken.getLocalPort()))))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseInstanceOf(BindException.class);
        }
    }

    private static Map<String, String> encrypted(TestCertificate certificate) {
        return Map.of(
                "WORKER_API_CERTIFICATE_FILE", certificate.certificate.toString(),
                "WORKER_API_KEY_FILE", certificate.key.toString());
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static HttpRequest.Builder at(PredictionApi encrypted, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + encrypted.port() + path));
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
}
