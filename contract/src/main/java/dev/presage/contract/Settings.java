package dev.presage.contract;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process's settings: environment variables that begin with its prefix, read once into types.
 *
 * <p>Problems are collected while settings are read; {@link #check()} reports all of them together, among them keys that begin
 * with the prefix and that nothing has read. A sentence quotes the value it speaks of, unless the key's name or the value's form
 * says that it holds a secret. What begins with {@code KAFKA_} is handed on to the Kafka clients. Secrets are better kept in files
 * than in variables, which {@code docker inspect} shows: {@link #secret} reads one, {@code KAFKA_PROPERTIES_FILE} names one.
 *
 * <p>Whoever reads a setting says in a sentence what it is for; {@link #described()} hands them out.
 */
public final class Settings {
    /** Among Kafka's properties are passwords. */
    private static final Pattern SECRET =
            Pattern.compile("PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|KEY|JAAS|AUTH|PROPERTIES");

    /** From the beginning of a word only: tried from each of its characters, a long one takes minutes. */
    private static final Pattern USER_INFO = Pattern.compile("(?<!\\S)\\S+@");

    private final Map<String, String> environment;
    private final String prefix;
    private final Map<String, Setting> known = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** Settings that can't be used: every problem, one sentence each. */
    public static final class InvalidSettingsException extends Exception {
        private final List<String> problems;

        public InvalidSettingsException(List<String> problems) {
            super(String.join("\n", problems));
            this.problems = List.copyOf(problems);
        }

        /** One sentence each. */
        public List<String> problems() {
            return problems;
        }
    }

    /** @param prefix with its underscore, such as {@code WORKER_} */
    public Settings(Map<String, String> environment, String prefix) {
        this.environment = new TreeMap<>(environment);
        this.prefix = prefix;
    }

    /** Any text that is not blank. */
    public String text(String key, String otherwise, String about) {
        return parsed(key, otherwise, Function.identity(), "some text", about);
    }

    /** A path, not looked at. */
    public Path path(String key, Path otherwise, String about) {
        return parsed(key, otherwise, Path::of, "a path", about);
    }

    /** What the {@link SecretFile} holds; empty if none is named. */
    public Optional<String> secret(String key, String about) {
        return parsed(
                key,
                Optional.empty(),
                file -> Optional.of(SecretFile.read(Path.of(file))),
                "a file that can be read and begins with the secret",
                about);
    }

    /** A whole number within bounds. */
    public int integer(String key, int otherwise, int least, int most, String about) {
        return parsed(
                key,
                otherwise,
                text -> inBounds(Integer.valueOf(text), least, most),
                "a whole number from " + least + " to " + most,
                about);
    }

    /** A duration such as {@code 30s}, {@code 250ms}, {@code 5m}, {@code 2h} or {@code PT1M30S}, within bounds. */
    public Duration duration(String key, Duration otherwise, Duration least, Duration most, String about) {
        return parsed(key, otherwise, parser(least, most), expected(least, most), about);
    }

    /** The same for what was given by an option; null if it was not. */
    public Duration duration(String name, @Nullable String text, Duration otherwise, Duration least, Duration most) {
        return parsed(name, text, otherwise, parser(least, most), expected(least, most));
    }

    private static Function<String, Duration> parser(Duration least, Duration most) {
        return text -> inBounds(DurationText.parse(text), least, most);
    }

    private static String expected(Duration least, Duration most) {
        return "a duration such as 250ms, 30s or 5m from " + DurationText.of(least) + " to " + DurationText.of(most);
    }

    /** One of an enum's constants, in lower case. */
    public <E extends Enum<E>> E choice(String key, E otherwise, String about) {
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        String expected =
                Arrays.stream(choices).map(Settings::lowerCase).collect(Collectors.joining(", ", "one of ", ""));
        return parsed(
                key,
                otherwise,
                text -> Arrays.stream(choices)
                        .filter(choice -> lowerCase(choice).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                expected,
                about);
    }

    /**
     * Whatever the parser makes of the text, which comes without spaces around it. A blank one is never right.
     *
     * @param parser throws {@link IllegalArgumentException} or {@link DateTimeException} for what it can't read
     * @param expected what it can read, for the error sentence
     * @param about what the setting is for, in a sentence
     */
    public <T> T parsed(String key, T otherwise, Function<String, T> parser, String expected, String about) {
        if (!key.startsWith(prefix)) {
            throw new IllegalArgumentException(key + " does not begin with " + prefix);
        }
        known.put(key, new Setting(key, Setting.shown(otherwise), expected, about));
        return parsed(key, environment.get(key), otherwise, parser, expected);
    }

    /**
     * The same for what was given otherwise than by the environment, such as an option of the command line.
     *
     * @param name for the error sentence
     * @param text null for what was not given
     */
    public <T> T parsed(String name, @Nullable String text, T otherwise, Function<String, T> parser, String expected) {
        if (text == null) {
            return otherwise;
        }
        try {
            if (!text.isBlank()) {
                return parser.apply(text.strip());
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // reported below, with the name and what was expected
        }
        problems.add(
                isSecret(name, text)
                        ? name + " has a value that is not shown here, expected " + expected
                        : Invalid.sentence(name, USER_INFO.matcher(text).replaceAll("***@"), expected));
        return otherwise;
    }

    /** Where a secret's file is may be told, but not what somebody took for the name of the file. */
    private static boolean isSecret(String key, String text) {
        return SECRET.matcher(key).find() && !(key.endsWith("_FILE") && text.startsWith("/"));
    }

    /** Whether the environment has it, be it right or wrong. */
    public boolean isSet(String key) {
        return environment.containsKey(key);
    }

    /** Reports a problem that shows only when several settings are looked at together. */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /**
     * Every {@code KAFKA_…} variable as the Kafka clients name it: {@code KAFKA_SECURITY_PROTOCOL} is {@code security.protocol}. They win
     * over those in the file that {@code KAFKA_PROPERTIES_FILE} names, which is one that Kafka's own tools take by {@code --command-config}.
     * {@code bootstrap.servers} is there in any case.
     */
    public Map<String, String> kafka() {
        return KafkaSettings.read(environment, this);
    }

    /** All settings that have been read, in that order, and then those of the Kafka clients. */
    public List<Setting> described() {
        List<Setting> described = new ArrayList<>(known.values());
        described.addAll(KafkaSettings.DESCRIBED);
        return List.copyOf(described);
    }

    /**
     * To be called when all settings have been read.
     *
     * @throws InvalidSettingsException with every problem found, unknown keys included
     */
    public void check() throws InvalidSettingsException {
        List<String> all = new ArrayList<>(problems);
        SortedSet<String> names = new TreeSet<>(known.keySet());
        for (String key : environment.keySet()) {
            if (key.startsWith(prefix) && !names.contains(key)) {
                all.add(Invalid.visible(key, 100) + " is not a setting"
                        + Misspelling.meant(key, names)
                                .map(name -> " (did you mean " + name + "?)")
                                .orElse("; the settings are " + String.join(", ", names)));
            }
        }
        throwIfAny(all);
    }

    /**
     * Like {@link #check()}, but leaves keys alone that nothing has read: for a command that needs a few of a process's settings.
     *
     * @throws InvalidSettingsException with every problem of those that were read
     */
    public void checkRead() throws InvalidSettingsException {
        throwIfAny(problems);
    }

    private static void throwIfAny(List<String> problems) throws InvalidSettingsException {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private static String lowerCase(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }

    private static <C extends Comparable<C>> C inBounds(C value, C least, C most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("out of bounds");
        }
        return value;
    }
}
