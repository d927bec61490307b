package dev.presage.worker.api;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in, or says why not, and counts them all. It stands before Javalin, so nothing gets past it, and each request that it has
 * counted in is counted out, whatever becomes of it: answered, failed, or its client gone.
 */
final class Admission extends Handler.Wrapper {
    private static final List<String> METHODS = List.of("GET", "HEAD");

    /** For a client that was gone before it had its answer; no server sends it. */
    private static final int CLIENT_GONE = 499;

    private final ApiSettings settings;
    private final ApiMetrics metrics;
    private final List<Route> routes;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** A route as it is shown, and the addresses that it has. */
    private record Route(String shown, Pattern paths) {
        Route(String shown) {
            this(shown, Pattern.compile(shown.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")));
        }
    }

    /** @param routes as Javalin writes them, such as {@code /predict/{ticker}} */
    Admission(ApiSettings settings, ApiMetrics metrics, Set<String> routes) {
        this.settings = settings;
        this.metrics = metrics;
        this.routes = routes.stream().map(Route::new).toList();
        metrics.inFlight(inFlight::get);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long start = System.nanoTime();
        int now = inFlight.incrementAndGet();
        Request.addCompletionListener(request, failure -> {
            inFlight.decrementAndGet();
            int status = failure == null ? response.getStatus() : CLIENT_GONE;
            metrics.answered(request.getMethod(), route(request), status, (System.nanoTime() - start) / 1e9);
        });
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store"); // it is out of date at once
        ProblemException refusal = refusal(request, response, now);
        if (refusal == null) {
            return super.handle(request, response, callback);
        }
        metrics.problem(refusal.type());
        refusal.send(response, callback);
        return true;
    }

    /** Scrapes come in however many others are there. */
    private @Nullable ProblemException refusal(Request request, Response response, int now) {
        String path = request.getHttpURI().getPath();
        if (!METHODS.contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", METHODS));
            return new ProblemException(
                    ProblemType.METHOD_NOT_ALLOWED,
                    "the method is " + request.getMethod() + ", expected " + String.join(" or ", METHODS));
        }
        if (now > settings.maxInFlight() && !PredictionApi.METRICS.equals(path)) {
            return new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "more than " + settings.maxInFlight()
                            + " requests are worked on, expected to be asked again later");
        }
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (settings.tokens().isPresent()
                && !PredictionApi.isDescription(path)
                && !settings.tokens().get().admit(authorization)) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"presage\"");
            return new ProblemException(
                    ProblemType.UNAUTHORIZED,
                    "the request has no key that is known, expected Authorization: Bearer <key>");
        }
        if (request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            return new ProblemException(ProblemType.TOO_LARGE, "the request has a body, expected none");
        }
        return null;
    }

    private String route(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null
                ? ApiMetrics.UNMATCHED
                : routes.stream()
                        .filter(route -> route.paths().matcher(path).matches())
                        .map(Route::shown)
                        .findFirst()
                        .orElse(ApiMetrics.UNMATCHED);
    }
}
