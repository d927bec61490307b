package dev.presage.worker.telemetry;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * Basic authentication for all but {@code /livez} and {@code /readyz}: an orchestrator asks them, which should not have to be trusted with
 * a password, and they tell no more than it must know.
 */
final class ScrapeAuthenticator extends BasicAuthenticator {
    private static final String REALM = "presage worker";
    private static final Set<String> OPEN = Set.of("/livez", "/readyz");

    private final byte[] expected;

    ScrapeAuthenticator(String user, String password) {
        super(REALM, StandardCharsets.UTF_8);
        this.expected = digest(user, password);
    }

    @Override
    public Result authenticate(HttpExchange exchange) {
        if (OPEN.contains(exchange.getRequestURI().getPath())) {
            return new Success(new HttpPrincipal("anonymous", REALM));
        }
        try {
            return super.authenticate(exchange);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) { // not Base64, or no colon in it
            return new Failure(401);
        }
    }

    /** Takes as long for any wrong password, so that none can be found by trying what takes longer. */
    @Override
    public boolean checkCredentials(String user, String password) {
        return MessageDigest.isEqual(digest(user, password), expected);
    }

    private static byte[] digest(String user, String password) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
