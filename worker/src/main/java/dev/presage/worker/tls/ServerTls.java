package dev.presage.worker.tls;

import dev.presage.contract.Settings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How one of the worker's servers listens.
 *
 * @param context with what it proves who it is
 * @param clientsNeedCertificate whether clients must prove who they are as well
 */
public record ServerTls(SSLContext context, boolean clientsNeedCertificate) {
    private static final String CERTIFICATE = "CERTIFICATE_FILE";
    private static final String KEY = "KEY_FILE";
    private static final String PORT = "PORT";

    /** The settings that say it, for a server whose settings begin with a prefix such as {@code WORKER_HTTP_}. */
    private record Keys(String certificate, String key, String port) {
        Keys(String prefix) {
            this(prefix + CERTIFICATE, prefix + KEY, prefix + PORT);
        }
    }

    /** Reads what a server without client certificates needs; empty for plain HTTP. Problems are left with the settings. */
    public static Optional<ServerTls> read(Settings settings, String prefix) {
        return read(settings, new Keys(prefix), List.of());
    }

    /**
     * The same for a server whose clients may have to have a certificate.
     *
     * @param clientAuthorities the setting that names the file of those who vouch for clients
     */
    public static Optional<ServerTls> read(Settings settings, String prefix, String clientAuthorities) {
        Keys keys = new Keys(prefix);
        List<Certificate> authorities = settings.parsed(
                clientAuthorities,
                List.of(),
                file -> List.copyOf(ServerCertificate.certificates(Path.of(file))),
                "a PEM file of the certificates that vouch for clients",
                "Whoever asks at " + keys.port() + " must have a certificate that one of these vouches for.");
        if (settings.isSet(clientAuthorities) && !settings.isSet(keys.certificate())) {
            settings.problem(clientAuthorities + " is set without " + keys.certificate() + " and " + keys.key()
                    + ", expected all three, since clients show certificates over TLS only");
        }
        return read(settings, keys, authorities);
    }

    /** A setting that lets in only those who know a secret: which is not to be sent in plain text. */
    public static void requireFor(String secret, Settings settings, String prefix) {
        Keys keys = new Keys(prefix);
        if (settings.isSet(secret) && !settings.isSet(keys.certificate()) && !settings.isSet(keys.key())) {
            settings.problem(secret + " is set without " + keys.certificate() + " and " + keys.key()
                    + ", expected all three, since a secret must not be sent in plain text");
        }
    }

    private static Optional<ServerTls> read(
            Settings settings, Keys keys, Collection<? extends Certificate> clientAuthorities) {
        Optional<ServerCertificate> certificate = settings.parsed(
                keys.certificate(),
                Optional.empty(),
                file -> Optional.of(new ServerCertificate(Path.of(file))),
                "a PEM file of the server's certificate, and of those that vouch for it",
                "With it, " + keys.port() + " is https. Read once, at the start.");
        Optional<PKCS8EncodedKeySpec> key = settings.parsed(
                keys.key(),
                Optional.empty(),
                file -> Optional.of(ServerCertificate.key(Path.of(file))),
                "a PEM file of the certificate's key that begins with BEGIN PRIVATE KEY, which is unencrypted PKCS #8",
                "The key of " + keys.certificate() + ".");
        if (settings.isSet(keys.certificate()) != settings.isSet(keys.key())) {
            settings.problem(keys.certificate() + " and " + keys.key() + " are not both set, expected both or neither");
        }
        if (certificate.isPresent() && key.isPresent()) {
            try {
                return Optional.of(new ServerTls(
                        certificate.get().context(key.get(), clientAuthorities), !clientAuthorities.isEmpty()));
            } catch (GeneralSecurityException e) {
                settings.problem(
                        keys.key() + " holds a key that does not belong to the certificate of " + keys.certificate());
            }
        }
        return Optional.empty();
    }
}
