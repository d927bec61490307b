package dev.presage.contract;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the environment says to the Kafka clients, in their own words. */
final class KafkaSettings {
    private static final String PREFIX = "KAFKA_";
    private static final String FILE = "KAFKA_PROPERTIES_FILE";

    private KafkaSettings() {}

    /** @param problem is told if the file can't be read */
    static Map<String, String> read(Map<String, String> environment, Consumer<String> problem) {
        Map<String, String> kafka = new TreeMap<>();
        String file = environment.get(FILE);
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(Path.of(file.strip()))) {
                Properties properties = new Properties();
                properties.load(reader);
                properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
            } catch (IOException | IllegalArgumentException e) {
                problem.accept(Invalid.sentence(FILE, file, "a file of Kafka client settings that can be read"));
            }
        }
        environment.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && key.length() > PREFIX.length() && !key.equals(FILE)) {
                kafka.put(
                        key.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return kafka;
    }
}
