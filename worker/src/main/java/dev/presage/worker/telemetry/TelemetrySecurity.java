package dev.presage.worker.telemetry;

import com.sun.net.httpserver.Authenticator;
import dev.presage.contract.Settings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
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

    private static final String CERTIFICATE = "WORKER_HTTP_CERTIFICATE_FILE";
    private static final String KEY = "WORKER_HTTP_KEY_FILE";
    private static final String USER = "WORKER_HTTP_USER";
    private static final String PASSWORD = "WORKER_HTTP_PASSWORD_FILE";

    /** Reads what belongs to it; problems are left with the settings. */
    public static TelemetrySecurity read(Settings settings) {
        String user = settings.text(USER, "prometheus");
        Authenticator authenticator = settings.secret(PASSWORD)
                .map(password -> new ScrapeAuthenticator(user, password))
                .orElse(null);
        Optional<ServerCertificate> certificate = settings.parsed(
                CERTIFICATE,
                Optional.empty(),
                file -> Optional.of(new ServerCertificate(Path.of(file))),
                "a PEM file of the server's certificate, and of those that vouch for it");
        Optional<PKCS8EncodedKeySpec> key = settings.parsed(
                KEY,
                Optional.empty(),
                file -> Optional.of(ServerCertificate.key(Path.of(file))),
                "a PEM file of the certificate's key that begins with BEGIN PRIVATE KEY, which is unencrypted PKCS #8");
        if (settings.isSet(CERTIFICATE) != settings.isSet(KEY)) {
            settings.problem(CERTIFICATE + " and " + KEY + " are not both set, expected both or neither");
        }
        if (settings.isSet(USER) && !settings.isSet(PASSWORD)) {
            settings.problem(USER + " is set without " + PASSWORD
                    + ", expected both, since without a password everybody is let in");
        }
        if (settings.isSet(PASSWORD) && !settings.isSet(CERTIFICATE) && !settings.isSet(KEY)) {
            settings.problem(PASSWORD + " is set without " + CERTIFICATE + " and " + KEY
                    + ", expected all three, since a password must not be sent in plain text");
        }
        SSLContext tls = null;
        if (certificate.isPresent() && key.isPresent()) {
            try {
                tls = certificate.get().context(key.get());
            } catch (GeneralSecurityException e) {
                settings.problem(KEY + " holds a key that does not belong to the certificate of " + CERTIFICATE);
            }
        }
        return new TelemetrySecurity(tls, authenticator);
    }
}
