package dev.presage.worker.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A certificate for 127.0.0.1 that vouches for itself, made anew, and its key. */
public final class TestCertificate {
    private static final String PASSWORD = "made-for-a-test";

    public final Path certificate;
    public final Path key;
    private final KeyStore store;

    /** @param algorithm as keytool calls it, such as EC */
    public TestCertificate(Path folder, String algorithm) throws Exception {
        Path file = Files.createTempFile(folder, "store-", ".p12");
        Files.delete(file); // keytool wants to make it
        keytool(file, algorithm);
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        certificate = pem(folder, "CERTIFICATE", certificate().getEncoded());
        key = pem(
                folder,
                "PRIVATE KEY",
                store.getKey("server", PASSWORD.toCharArray()).getEncoded());
    }

    private static void keytool(Path store, String algorithm) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=worker",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + output);
        }
    }

    private static Path pem(Path folder, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                Files.createTempFile(folder, "", ".pem"),
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private Certificate certificate() throws Exception {
        return store.getCertificate("server");
    }

    /** What a client needs that trusts this certificate and no other. */
    public SSLContext trusted() throws Exception {
        return trusting(null);
    }

    /** What a client needs that trusts this certificate, and has another. */
    public SSLContext trustedBy(TestCertificate client) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(client.store, PASSWORD.toCharArray());
        return trusting(keys.getKeyManagers());
    }

    private SSLContext trusting(KeyManager @Nullable [] keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }
}
