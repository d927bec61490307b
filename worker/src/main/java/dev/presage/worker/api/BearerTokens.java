package dev.presage.worker.api;

import dev.presage.contract.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of those who may ask, each sent as {@code Authorization: Bearer <key>} (RFC 6750). */
final class BearerTokens {
    private static final String SCHEME = "Bearer ";

    /** What RFC 6750 lets a token be, and long enough not to be guessed. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]{16,}=*");

    private final List<byte[]> digests;

    private BearerTokens(List<byte[]> digests) {
        this.digests = digests;
    }

    /** Reads the file that a setting names; empty if it names none. A problem is left with the settings. */
    static Optional<BearerTokens> read(Settings settings, String key) {
        return settings.parsed(
                key,
                Optional.empty(),
                file -> Optional.of(new BearerTokens(digests(Path.of(file)))),
                "a file with one key a line, each of at least 16 letters, digits or . _ ~ + / -",
                "The keys of those who may ask the prediction API, each sent as Authorization: Bearer. Only over https.");
    }

    private static List<byte[]> digests(Path file) {
        List<String> tokens;
        try {
            tokens = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        if (tokens.isEmpty() || !tokens.stream().allMatch(TOKEN.asMatchPredicate())) {
            throw new IllegalArgumentException("not a file of keys: " + file);
        }
        return tokens.stream().map(BearerTokens::digest).toList();
    }

    /** Whether a header says one of them. Takes as long for any wrong one, so that none can be found by trying what takes longer. */
    boolean admit(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] digest = digest(authorization.substring(SCHEME.length()).strip());
        boolean admitted = false;
        for (byte[] known : digests) {
            admitted |= MessageDigest.isEqual(known, digest);
        }
        return admitted;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
