package dev.presage.worker.telemetry;

import com.sun.net.httpserver.Authenticator;
import dev.presage.contract.Settings;
import dev.presage.worker.tls.ServerTls;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where status page, metrics and health are served, and who may read the first two.
 *
 * @param port 0 for any that is free
 * @param tls with what the server proves who it is; null for plain HTTP
 * @param authenticator who is let in; null for everybody
 */
public record TelemetrySettings(
        String host, int port, @Nullable SSLContext tls, @Nullable Authenticator authenticator) {
    public static final String HOST = "WORKER_HTTP_HOST";
    public static final String PORT = "WORKER_HTTP_PORT";

    private static final String PREFIX = "WORKER_HTTP_";
    private static final String USER = PREFIX + "USER";
    private static final String PASSWORD = PREFIX + "PASSWORD_FILE";

    /** Reads what belongs to it; problems are left with the settings. */
    public static TelemetrySettings read(Settings settings) {
        String host = settings.text(
                HOST, "127.0.0.1", "The address that the status page, /metrics, /livez and /readyz are served on.");
        int port = settings.integer(
                PORT,
                8000,
                0,
                65_535,
                "The port of the status page, /metrics, /livez and /readyz. 0 is any that is free.");
        String user = settings.text(
                USER, "prometheus", "The user who may read the status page and /metrics, where a password is set.");
        Authenticator authenticator = settings.secret(
                        PASSWORD, "A file with the password for reading the status page and /metrics. Only over https.")
                .map(password -> new ScrapeAuthenticator(user, password))
                .orElse(null);
        SSLContext tls =
                ServerTls.read(settings, PREFIX).map(ServerTls::context).orElse(null);
        if (settings.isSet(USER) && !settings.isSet(PASSWORD)) {
            settings.problem(USER + " is set without " + PASSWORD
                    + ", expected both, since without a password everybody is let in");
        }
        ServerTls.requireFor(PASSWORD, settings, PREFIX);
        return new TelemetrySettings(host, port, tls, authenticator);
    }
}
