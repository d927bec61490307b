package dev.presage.contract;

import java.util.Locale;

/** The one sentence that every refused value gets: what it is called, what it is, and what was expected. */
final class Invalid {
    private static final int LONGEST_QUOTE = 80;

    private Invalid() {}

    /** @throws IllegalArgumentException if the condition does not hold */
    static void unless(boolean condition, String name, Object value, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(sentence(name, value, expected));
        }
    }

    static String sentence(String name, Object value, String expected) {
        return name + " is " + quote(value) + ", expected " + expected;
    }

    /** Numbers as they are; text in quotes, cut to a bounded length, control characters escaped. */
    static String quote(Object value) {
        if (!(value instanceof CharSequence text)) {
            return String.valueOf(value);
        }
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), LONGEST_QUOTE); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(text.length() > LONGEST_QUOTE ? "…'" : "'").toString();
    }
}
