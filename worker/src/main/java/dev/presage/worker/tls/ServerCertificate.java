package dev.presage.worker.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A server's certificate and its private key, from the PEM files that Prometheus and its like take as well. */
final class ServerCertificate {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final Certificate[] chain;

    /**
     * @param file the server's certificate, then those that vouch for it
     * @throws IllegalArgumentException if it can't be read or holds something else
     */
    ServerCertificate(Path file) {
        chain = certificates(file).toArray(Certificate[]::new);
    }

    /**
     * All certificates of a PEM file, at least one.
     *
     * @throws IllegalArgumentException if it can't be read or holds something else
     */
    static Collection<? extends Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("no certificate in " + file);
            }
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * A private key, unencrypted and in PKCS #8.
     *
     * @throws IllegalArgumentException if it can't be read or holds something else
     */
    static PKCS8EncodedKeySpec key(Path file) {
        try {
            Matcher key = KEY.matcher(Files.readString(file));
            if (key.find()) {
                return new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1)));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException("no private key in " + file);
    }

    /**
     * What a server needs to listen with this certificate.
     *
     * @param clientAuthorities who vouches for clients; empty where clients need no certificate
     * @throws GeneralSecurityException if the key is another certificate's
     */
    SSLContext context(PKCS8EncodedKeySpec keySpec, Collection<? extends Certificate> clientAuthorities)
            throws GeneralSecurityException {
        PublicKey publicKey = chain[0].getPublicKey();
        PrivateKey key = KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(keySpec);
        requirePair(publicKey, key);
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("server", key, new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), clientAuthorities.isEmpty() ? null : trust(clientAuthorities), null);
            return context;
        } catch (IOException e) {
            throw new IllegalStateException("a key store in memory reads nothing", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static TrustManager[] trust(Collection<? extends Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (Certificate authority : authorities) {
            store.setCertificateEntry("authority " + store.size(), authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    /** Java would start with any two, and fail at each client's handshake. */
    private static void requirePair(PublicKey publicKey, PrivateKey key) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        byte[] text = {1};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(text);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key is another certificate's");
        }
    }
}
