package dev.presage.worker;

import dev.presage.contract.Settings.InvalidSettingsException;
import java.util.Map;
import java.util.Properties;

/** What the worker tells its Kafka clients, so that what is measured beside it tells its own the same. */
public final class ClientSettings {
    private ClientSettings() {}

    /**
     * The configuration of Kafka Streams that the worker would have.
     *
     * @param environment as the worker's
     * @throws InvalidSettingsException if the worker would not start with it
     */
    public static Properties streams(Map<String, String> environment) throws InvalidSettingsException {
        return new KafkaConfig(WorkerSettings.read(environment)).streams();
    }
}
