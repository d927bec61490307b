package dev.presage.contract;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A setting, as it is told to those who may set it.
 *
 * @param key the environment variable
 * @param otherwise what it is where it is not set; empty if it is nothing then
 * @param expected what it may be
 * @param about what it is for, in one sentence or two
 */
public record Setting(String key, String otherwise, String expected, String about) {
    private static final Pattern SENTENCE = Pattern.compile("[A-Z].*\\.", Pattern.DOTALL);

    public Setting {
        if (!SENTENCE.matcher(about).matches()) {
            throw new IllegalArgumentException("what " + key + " is for is '" + about
                    + "', expected a sentence that begins with a capital and ends with a full stop");
        }
    }

    /** A default, as somebody would set it; nothing for what is empty. */
    static String shown(Object otherwise) {
        if (otherwise instanceof Optional<?> optional) {
            return optional.map(Setting::shown).orElse("");
        }
        if (otherwise instanceof OptionalInt number) {
            return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
        }
        if (otherwise instanceof Collection<?> || otherwise instanceof Map<?, ?>) {
            return "";
        }
        if (otherwise instanceof Duration duration) {
            return DurationText.of(duration);
        }
        return otherwise instanceof Enum<?> choice ? choice.name().toLowerCase(Locale.ROOT) : otherwise.toString();
    }
}
