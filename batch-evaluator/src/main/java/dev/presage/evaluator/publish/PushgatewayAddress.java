package dev.presage.evaluator.publish;

import dev.presage.contract.Settings;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where the Pushgateway is, and how it is spoken to.
 *
 * @param scheme whether over TLS
 * @param hostAndPort such as {@code localhost:9091}
 * @param login null where it asks for none
 * @param trust whom to trust over TLS; null for whom Java trusts
 */
public record PushgatewayAddress(Scheme scheme, String hostAndPort, @Nullable Login login, @Nullable SSLContext trust) {
    private static final Pattern FORM = Pattern.compile("(https://)?(([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5})/?");

    /** Who pushes. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * An address without a login.
     *
     * @throws IllegalArgumentException if the text is neither {@code host:port} nor {@code https://host:port}
     */
    public static PushgatewayAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new PushgatewayAddress(form.group(1) == null ? Scheme.HTTP : Scheme.HTTPS, form.group(2), null, null);
    }

    /** The same with the login and the trust that settings name; problems are left with the settings. */
    public PushgatewayAddress secured(Settings settings) {
        String user = settings.text("EVALUATOR_PUSHGATEWAY_USER", "evaluator", "Who pushes, where a password is set.");
        Optional<Login> named = settings.secret(
                        "EVALUATOR_PUSHGATEWAY_PASSWORD_FILE", "A file with the password for pushing. Only over https.")
                .map(password -> new Login(user, password));
        Optional<SSLContext> trusted = settings.parsed(
                "EVALUATOR_PUSHGATEWAY_CA_FILE",
                Optional.empty(),
                file -> Optional.of(trusting(Path.of(file))),
                "a PEM file of the certificates to trust",
                "Who must vouch for the Pushgateway's certificate; by default those whom Java trusts.");
        if (isPlain() && (named.isPresent() || trusted.isPresent())) {
            settings.problem("the Pushgateway is " + this + ", expected https:// before it, since"
                    + (named.isPresent()
                            ? " its password must not be sent in plain text"
                            : " there are certificates to trust"));
        }
        return new PushgatewayAddress(scheme, hostAndPort, named.orElse(null), trusted.orElse(null));
    }

    /**
     * Trusts whom the certificates in a PEM file vouch for, and nobody else.
     *
     * @throws IllegalArgumentException if there are none or they can't be read
     */
    private static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw new IllegalArgumentException("no certificate in " + file);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private boolean isPlain() {
        return scheme == Scheme.HTTP;
    }

    PushGateway.Builder builder() {
        PushGateway.Builder builder = PushGateway.builder().scheme(scheme).address(hostAndPort);
        return login == null ? builder : builder.basicAuth(login.user(), login.password());
    }

    HttpURLConnection open(URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        if (trust != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trust.getSocketFactory());
        }
        return connection;
    }

    /** As it is typed, without the login. */
    @Override
    public String toString() {
        return (isPlain() ? "" : "https://") + hostAndPort;
    }
}
