package dev.presage.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret, such as a password, that is the first line of a file. */
public final class SecretFile {
    private SecretFile() {}

    /**
     * The secret, without spaces around it.
     *
     * @throws IllegalArgumentException if the file can't be read or its first line is blank; without a word of what it holds
     */
    public static String read(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            if (line != null && !line.isBlank()) {
                return line.strip();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException("the first line of " + file + " is blank");
    }
}
