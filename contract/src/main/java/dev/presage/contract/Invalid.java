package dev.presage.contract;

import java.util.Locale;

/** The one sentence that every refused value gets: what it is called, what it is, and what was expected. */
public final class Invalid {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUOTE = 80;

    private Invalid() {}

    /** To be thrown, and to be made only then: a check of every record must not put words together for nothing. */
    static IllegalArgumentException value(String name, Object value, String expected) {
        return new IllegalArgumentException(sentence(name, value, expected));
    }

    /** The sentence; of a long text the beginning, and what has no glyph escaped. */
    public static String sentence(String name, Object value, String expected) {
        return visible(name, LONGEST_NAME) + " is " + quote(value) + ", expected " + expected;
    }

    /** Numbers as they are; text in quotes, on one line and cut to a bounded length. */
    public static String quote(Object value) {
        return value instanceof CharSequence text ? "'" + visible(text, LONGEST_QUOTE) + "'" : String.valueOf(value);
    }

    /**
     * The text as it can be shown in a log or a header: what has no glyph of its own is escaped, and the rest is left out once
     * the result has about as many characters as allowed.
     */
    public static String visible(CharSequence text, int most) {
        StringBuilder visible = new StringBuilder();
        int at = 0;
        while (at < text.length() && visible.length() < most) {
            int c = Character.codePointAt(text, at);
            at += Character.charCount(c);
            if (hasGlyph(c)) {
                visible.appendCodePoint(c);
            } else {
                visible.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        }
        return at < text.length() ? visible.append('…').toString() : visible.toString();
    }

    private static boolean hasGlyph(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
