package dev.presage.deployment;

import dev.presage.process.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What make-secrets.sh has made. */
final class Secrets {
    private static final Path SCRIPT = Checkout.own().root().resolve("deployment/secure/make-secrets.sh");
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$\\S+");

    final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** Runs the script; returns what it wrote. */
    String make(String... options) {
        return Compose.execute(
                Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(options)).toList(),
                Map.of("PRESAGE_SECRETS", folder.toString()));
    }

    /** How a role logs in to Kafka. */
    Map<String, String> login(String role) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(role + ".properties"))) {
            properties.load(reader);
        }
        Map<String, String> login = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> login.put(name, properties.getProperty(name)));
        return login;
    }

    /** The password in that file. */
    String password(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".password")).strip();
    }

    /** Trusts the authority that vouches for all servers here, and nobody else. */
    SSLContext trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("ca.crt"))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The API's key in that file. */
    String token(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".token")).strip();
    }

    /** All that nobody may see: passwords and keys, passwords' hashes, and the lines of private keys, by the file that holds them. */
    Map<String, String> all() throws IOException {
        Map<String, String> all = new HashMap<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            String text = Files.readString(file);
            if (name.endsWith(".password") || name.endsWith(".token")) {
                all.put(text.strip(), name);
            } else if (name.endsWith(".key")) {
                text.lines().filter(line -> !line.startsWith("-----")).forEach(line -> all.put(line, name));
            } else {
                HASH.matcher(text).results().forEach(hash -> all.put(hash.group(), name));
            }
        }
        return all;
    }

    /** The files that hold something of it that the text shows. */
    Set<String> shownBy(String text) throws IOException {
        Set<String> shown = new HashSet<>();
        all().forEach((secret, file) -> {
            if (text.contains(secret)) {
                shown.add(file);
            }
        });
        return shown;
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
