package dev.presage.evaluator;

import dev.presage.contract.PushgatewayAddress;
import dev.presage.contract.Settings;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.evaluator.match.Period;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one run is to go.
 *
 * @param period the days to evaluate
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
        @Nullable LocalTime nightly,
        Path models,
        boolean hindsight,
        boolean dryRun,
        Path reports,
        PushgatewayAddress pushgateway,
        Duration pushTimeout,
        Map<String, String> kafka,
        Duration kafkaTimeout) {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final Duration LONGEST = Duration.ofHours(1);

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
        return new Reader(options, new Settings(environment, "EVALUATOR_"), clock).read();
    }

    /** The same for one day. */
    EvaluatorSettings on(LocalDate day) {
        return new EvaluatorSettings(
                new Period(day, day, period.zone()),
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

    private static final class Reader {
        private final Options options;
        private final Settings settings;
        private final Clock clock;

        Reader(Options options, Settings settings, Clock clock) {
            this.options = options;
            this.settings = settings;
            this.clock = clock;
        }

        EvaluatorSettings read() throws InvalidSettingsException {
            ZoneId zone = setting(
                    "--zone",
                    options.zone,
                    "EVALUATOR_ZONE",
                    ZoneId.of("America/New_York"),
                    ZoneId::of,
                    "a time zone such as America/New_York or UTC");
            Map<String, String> kafka = new TreeMap<>(settings.kafka());
            kafka.putIfAbsent(BOOTSTRAP_SERVERS, "localhost:9092");
            if (options.bootstrapServers != null) {
                kafka.put(BOOTSTRAP_SERVERS, options.bootstrapServers);
            }
            EvaluatorSettings read = new EvaluatorSettings(
                    period(zone),
                    nightly(),
                    setting("--models", options.models, "EVALUATOR_MODELS", Path.of("models"), Path::of, "a folder"),
                    settings.parsed("EVALUATOR_HINDSIGHT", false, Reader::yesOrNo, "true or false")
                            || options.hindsight,
                    options.dryRun,
                    setting(
                            "--report-dir",
                            options.reportDir,
                            "EVALUATOR_REPORT_DIR",
                            Path.of("reports"),
                            Path::of,
                            "a folder"),
                    setting(
                                    "--pushgateway",
                                    options.pushgateway,
                                    "EVALUATOR_PUSHGATEWAY",
                                    PushgatewayAddress.parse("localhost:9091"),
                                    PushgatewayAddress::parse,
                                    "host:port, or https://host:port, such as localhost:9091")
                            .secured(settings, "EVALUATOR_PUSHGATEWAY", "evaluator"),
                    settings.duration("EVALUATOR_PUSH_TIMEOUT", Duration.ofMinutes(1), Duration.ZERO, LONGEST),
                    kafka,
                    settings.duration(
                            "EVALUATOR_KAFKA_TIMEOUT", Duration.ofSeconds(30), Duration.ofSeconds(1), LONGEST));
            settings.check();
            return read;
        }

        private Period period(ZoneId zone) {
            LocalDate today = LocalDate.now(clock.withZone(zone));
            LocalDate date = day("--date", options.date, today, today.minusDays(1));
            Period oneDay = new Period(date, date, zone);
            if (options.from == null && options.to == null) {
                return oneDay;
            }
            if (options.date != null) {
                settings.problem(
                        "--date is given together with --from or --to, expected one day or a first and a last");
                return oneDay;
            }
            if (options.from == null || options.to == null) {
                settings.problem(options.from == null ? "--to needs --from" : "--from needs --to");
                return oneDay;
            }
            LocalDate from = day("--from", options.from, today, date);
            LocalDate to = day("--to", options.to, today, from);
            if (to.isBefore(from)) {
                settings.problem("--to is " + to + ", expected a day not before --from, which is " + from);
                return oneDay;
            }
            return new Period(from, to, zone);
        }

        private @Nullable LocalTime nightly() {
            if (options.nightly == null) {
                return null;
            }
            if (options.date != null || options.from != null || options.to != null || options.dryRun) {
                settings.problem("--nightly is given together with --date, --from, --to or --dry-run, expected none of"
                        + " them: it evaluates every day");
            }
            return settings.parsed(
                    "--nightly",
                    options.nightly,
                    LocalTime.MIDNIGHT,
                    LocalTime::parse,
                    "a time of day from 00:00 to 23:59, such as 06:30");
        }

        private LocalDate day(String option, @Nullable String text, LocalDate today, LocalDate otherwise) {
            String expected = "a day from " + EARLIEST + " to today, which is " + today;
            return settings.parsed(option, text, otherwise, day -> bounded(LocalDate.parse(day), today), expected);
        }

        private static LocalDate bounded(LocalDate day, LocalDate today) {
            if (day.isBefore(EARLIEST) || day.isAfter(today)) {
                throw new DateTimeException("out of bounds");
            }
            return day;
        }

        private static boolean yesOrNo(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        private <T> T setting(
                String option,
                @Nullable String text,
                String key,
                T otherwise,
                Function<String, T> parser,
                String expected) {
            T set = settings.parsed(key, otherwise, parser, expected);
            return settings.parsed(option, text, set, parser, expected);
        }
    }
}
