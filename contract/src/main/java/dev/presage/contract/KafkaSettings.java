package dev.presage.contract;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What the environment says to the Kafka clients, in their own words. */
final class KafkaSettings {
    private static final String PREFIX = "KAFKA_";
    private static final String FILE = "KAFKA_PROPERTIES_FILE";
    private static final String FILE_EXPECTED = "a file of Kafka client settings that can be read";
    private static final String BROKERS = "localhost:9092";

    /** Those that are not Kafka's alone, and how to name all others. */
    static final List<Setting> DESCRIBED = List.of(
            new Setting(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    BROKERS,
                    "host:port, or several with commas between them",
                    "Where the Kafka brokers are."),
            new Setting(
                    FILE,
                    "",
                    FILE_EXPECTED,
                    "Where Kafka's passwords are kept, as Kafka's own tools take it by --command-config. KAFKA_ variables win over it."),
            new Setting(
                    PREFIX + "*",
                    "",
                    "what the Kafka clients expect",
                    "Every other setting of the Kafka clients: in capitals, with underscores for its dots."
                            + " KAFKA_SECURITY_PROTOCOL is security.protocol."));

    private KafkaSettings() {}

    /** @param settings are told if the file can't be read */
    static Map<String, String> read(Map<String, String> environment, Settings settings) {
        Properties properties =
                settings.parsed(FILE, environment.get(FILE), new Properties(), KafkaSettings::load, FILE_EXPECTED);
        Map<String, String> kafka = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> kafka.put(name, properties.getProperty(name)));
        environment.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && key.length() > PREFIX.length() && !key.equals(FILE)) {
                kafka.put(
                        key.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        kafka.putIfAbsent("bootstrap.servers", BROKERS);
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
