package dev.presage.contract;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the environment says to the Kafka clients, in their own words. */
final class KafkaSettings {
    private static final String PREFIX = "KAFKA_";
    private static final String FILE = "KAFKA_PROPERTIES_FILE";

    private KafkaSettings() {}

    /** @param settings are told if the file can't be read */
    static Map<String, String> read(Map<String, String> environment, Settings settings) {
        Properties properties = settings.parsed(
                FILE,
                environment.get(FILE),
                new Properties(),
                KafkaSettings::load,
                "a file of Kafka client settings that can be read");
        Map<String, String> kafka = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
        environment.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && key.length() > PREFIX.length() && !key.equals(FILE)) {
                kafka.put(
                        key.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return kafka;
    }

    private static Properties load(String file) {
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
