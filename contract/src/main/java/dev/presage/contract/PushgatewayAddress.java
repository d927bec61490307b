package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
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
 * @param secure whether over TLS
 * @param hostAndPort such as {@code localhost:9091}
 * @param login null where it asks for none
 * @param trust whom to trust over TLS; null for whom Java trusts
 */
public record PushgatewayAddress(
        boolean secure, String hostAndPort, @Nullable Login login, @Nullable SSLContext trust) {
    private static final Pattern FORM =
            Pattern.compile("(https://)?(([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5}))/?");

    /** Who asks it. */
    public record Login(String user, String password) {
        private String basic() {
            byte[] both = (user + ":" + password).getBytes(UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(both);
        }

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
        if (!form.matches() || Integer.parseInt(form.group(4)) > 65_535) {
            throw new IllegalArgumentException(text);
        }
        return new PushgatewayAddress(form.group(1) != null, form.group(2), null, null);
    }

    /**
     * The same with the login and the trust that settings name; problems are left with the settings.
     *
     * @param key what their names begin with, such as {@code EVALUATOR_PUSHGATEWAY}
     * @param defaultUser whose password it is if none is named
     */
    public PushgatewayAddress secured(Settings settings, String key, String defaultUser) {
        String user = settings.text(
                key + "_USER", defaultUser, "The user whom the Pushgateway knows, where a password is set.");
        Optional<Login> named = settings.secret(
                        key + "_PASSWORD_FILE", "A file with the password for the Pushgateway. Only over https.")
                .map(password -> new Login(user, password));
        Optional<SSLContext> trusted = settings.parsed(
                key + "_CA_FILE",
                Optional.empty(),
                file -> Optional.of(trusting(Path.of(file))),
                "a PEM file of the certificates to trust",
                "Who must vouch for the Pushgateway's certificate; by default those whom Java trusts.");
        if (!secure && (named.isPresent() || trusted.isPresent())) {
            settings.problem("the Pushgateway is " + this + ", expected https:// before it, since"
                    + (named.isPresent()
                            ? " its password must not be sent in plain text"
                            : " there are certificates to trust"));
        }
        return new PushgatewayAddress(secure, hostAndPort, named.orElse(null), trusted.orElse(null));
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

    /** Where something of it is, such as {@code /metrics}. */
    public URL url(String path) throws MalformedURLException {
        return new URL((secure ? "https://" : "http://") + hostAndPort + path);
    }

    /** A connection, not yet made, that logs in as it should and trusts whom it should. */
    public HttpURLConnection open(URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        if (trust != null && connection instanceof HttpsURLConnection encrypted) {
            encrypted.setSSLSocketFactory(trust.getSocketFactory());
        }
        if (login != null) {
            connection.setRequestProperty("Authorization", login.basic());
        }
        return connection;
    }

    /** As it is typed, without the login. */
    @Override
    public String toString() {
        return (secure ? "https://" : "") + hostAndPort;
    }
}
