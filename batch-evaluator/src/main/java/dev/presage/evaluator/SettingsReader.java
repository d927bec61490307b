package dev.presage.evaluator;

import dev.presage.contract.PushgatewayAddress;
import dev.presage.contract.Settings;
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

/** Reads the settings from options and environment; an option wins over its variable. What is wrong is told to {@link Settings}. */
final class SettingsReader {
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Options options;
    private final Settings settings;
    private final Clock clock;

    SettingsReader(Options options, Settings settings, Clock clock) {
        this.options = options;
        this.settings = settings;
        this.clock = clock;
    }

    EvaluatorSettings read() {
        ZoneId zone = setting(
                new Given("--zone", options.zone),
                "EVALUATOR_ZONE",
                ZoneId.of("America/New_York"),
                ZoneId::of,
                "a time zone such as America/New_York or UTC",
                "Whose days are evaluated.");
        Map<String, String> kafka = new TreeMap<>(settings.kafka());
        if (options.bootstrapServers != null) {
            kafka.put(EvaluatorSettings.BOOTSTRAP_SERVERS, options.bootstrapServers);
        }
        return new EvaluatorSettings(
                period(zone),
                nightByNight(),
                nightly(),
                folder(
                        new Given("--models", options.models),
                        "EVALUATOR_MODELS",
                        "models",
                        "The models, for their manifests."),
                settings.parsed(
                                "EVALUATOR_HINDSIGHT",
                                false,
                                SettingsReader::yesOrNo,
                                "true or false",
                                "Whether forecasts that were made when their truth had closed are measured like the others, as by"
                                        + " --hindsight.")
                        || options.hindsight,
                options.dryRun,
                folder(
                        new Given("--report-dir", options.reportDir),
                        "EVALUATOR_REPORT_DIR",
                        "reports",
                        "Where reports are written."),
                pushgateway(),
                settings.duration(
                        "EVALUATOR_PUSH_TIMEOUT",
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        LONGEST,
                        "How long a push is tried."),
                kafka,
                settings.duration(
                        "EVALUATOR_KAFKA_TIMEOUT",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        LONGEST,
                        "How long Kafka may be silent."));
    }

    private PushgatewayAddress pushgateway() {
        return setting(
                        new Given("--pushgateway", options.pushgateway),
                        "EVALUATOR_PUSHGATEWAY",
                        PushgatewayAddress.parse("localhost:9091"),
                        PushgatewayAddress::parse,
                        "host:port, or https://host:port, such as localhost:9091",
                        "Where the figures are pushed to.")
                .secured(settings, "EVALUATOR_PUSHGATEWAY", "evaluator");
    }

    private Period period(ZoneId zone) {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        LocalDate date = day("--date", options.date, today, today.minusDays(1));
        Period oneDay = new Period(date, date, zone);
        if (options.from == null && options.to == null) {
            return oneDay;
        }
        if (options.date != null) {
            settings.problem("--date is given together with --from or --to, expected one day or a first and a last");
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

    private boolean nightByNight() {
        boolean severalDays = options.from != null || options.to != null;
        if (options.oneWindow && !severalDays) {
            settings.problem("--one-window needs --from and --to");
        }
        if (options.dryRun && severalDays && !options.oneWindow) {
            settings.problem(
                    "--dry-run is given together with --from and --to, expected --one-window as well: night by night"
                            + " nothing is pushed that could be shown");
        }
        return severalDays && !options.oneWindow;
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

    private Path folder(Given given, String key, String otherwise, String about) {
        return setting(given, key, Path.of(otherwise), Path::of, "a folder", about);
    }

    private <T> T setting(
            Given given, String key, T otherwise, Function<String, T> parser, String expected, String about) {
        T set = settings.parsed(key, otherwise, parser, expected, about + " " + given.option + " wins over it.");
        return settings.parsed(given.option, given.text, set, parser, expected);
    }

    /** An option of the command line, and what was typed; null if it was not. */
    private record Given(String option, @Nullable String text) {}
}
