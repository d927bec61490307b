package dev.presage.worker.telemetry;

import com.sun.net.httpserver.Authenticator;
import dev.presage.contract.Settings;
import dev.presage.worker.tls.ServerTls;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the metrics, and who else can.
 *
 * @param tls with what the server proves who it is; null for plain HTTP
 * @param authenticator who is let in; null for everybody
 */
public record TelemetrySecurity(@Nullable SSLContext tls, @Nullable Authenticator authenticator) {
    public static final TelemetrySecurity NONE = new TelemetrySecurity(null, null);

    private static final String PREFIX = "WORKER_HTTP_";
    private static final String USER = PREFIX + "USER";
    private static final String PASSWORD = PREFIX + "PASSWORD_FILE";

    /** Reads what belongs to it; problems are left with the settings. */
    public static TelemetrySecurity read(Settings settings) {
        String user = settings.text(USER, "prometheus", "The user who may read /metrics, where a password is set.");
        Authenticator authenticator = settings.secret(
                        PASSWORD, "A file with the password for reading /metrics. Only over https.")
                .map(password -> new ScrapeAuthenticator(user, password))
                .orElse(null);
        SSLContext tls =
                ServerTls.read(settings, PREFIX).map(ServerTls::context).orElse(null);
        if (settings.isSet(USER) && !settings.isSet(PASSWORD)) {
            settings.problem(USER + " is set without " + PASSWORD
                    + ", expected both, since without a password everybody is let in");
        }
        ServerTls.requireFor(PASSWORD, settings, PREFIX);
        return new TelemetrySecurity(tls, authenticator);
    }
}
