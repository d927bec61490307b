package dev.presage.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the programs on this machine whether they are there. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Http() {}

    /** Whether a GET of this is answered with 200, without being sent elsewhere. */
    static boolean answers(URI uri) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a GET, and does not wait for what becomes of it. */
    static void ask(URI uri) {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        var unused = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    /**
     * Waits until a process answers.
     *
     * @throws DemoException if it ends before, or takes longer than the limit
     */
    static void awaitAnswer(ChildProcess process, URI uri, Duration limit) throws DemoException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!answers(uri)) {
            if (!process.isAlive()) {
                throw new DemoException(process.postMortem());
            }
            if (System.nanoTime() > deadline) {
                throw new DemoException(
                        uri + " did not answer with 200 within " + limit.toSeconds() + " s; " + process.postMortem());
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
