package dev.presage.evaluator;

import dev.presage.contract.PushgatewayAddress;
import dev.presage.contract.Setting;
import dev.presage.contract.Settings;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.evaluator.match.Period;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one run is to go.
 *
 * @param period the days to evaluate
 * @param nightByNight whether each session of the period gets a report of its own, and nothing is pushed
 * @param nightly the time of day at which to evaluate each day on the next, or null to evaluate the period once and at once
 * @param models the folder of the manifests
 * @param hindsight whether forecasts made after their truth had closed are measured
 * @param dryRun whether nothing is pushed or written
 * @param reports the folder of the reports
 * @param pushgateway where the figures are pushed to
 * @param pushTimeout how long a push is tried
 * @param kafka the Kafka client's settings
 * @param kafkaTimeout how long a broker may be silent
 */
record EvaluatorSettings(
        Period period,
        boolean nightByNight,
        @Nullable LocalTime nightly,
        Path models,
        boolean hindsight,
        boolean dryRun,
        Path reports,
        PushgatewayAddress pushgateway,
        Duration pushTimeout,
        Map<String, String> kafka,
        Duration kafkaTimeout) {
    private static final String PREFIX = "EVALUATOR_";
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    EvaluatorSettings {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Reads options and environment; an option wins over its variable.
     *
     * @throws InvalidSettingsException with all problems of both
     */
    static EvaluatorSettings read(Options options, Map<String, String> environment, Clock clock)
            throws InvalidSettingsException {
        Settings settings = new Settings(environment, PREFIX);
        EvaluatorSettings read = new SettingsReader(options, settings, clock).read();
        settings.check();
        return read;
    }

    /** Every setting, whatever the environment holds. */
    static List<Setting> described() {
        Settings settings = new Settings(Map.of(), PREFIX);
        EvaluatorSettings unused = new SettingsReader(new Options(), settings, Clock.systemUTC()).read();
        return settings.described();
    }

    /** The same for one day. */
    EvaluatorSettings on(LocalDate day) {
        return new EvaluatorSettings(
                new Period(day, day, period.zone()),
                false,
                nightly,
                models,
                hindsight,
                dryRun,
                reports,
                pushgateway,
                pushTimeout,
                kafka,
                kafkaTimeout);
    }

    /** What a report may tell of them. */
    Map<String, String> told() {
        Map<String, String> told = new TreeMap<>();
        told.put("zone", period.zone().getId());
        told.put("models", models.toString());
        told.put("hindsight", Boolean.toString(hindsight));
        told.put("report_dir", reports.toString());
        told.put("pushgateway", pushgateway.toString());
        told.put("bootstrap_servers", kafka.getOrDefault(BOOTSTRAP_SERVERS, ""));
        return told;
    }
}
