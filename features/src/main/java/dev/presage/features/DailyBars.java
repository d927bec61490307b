package dev.presage.features;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A CSV file of daily bars with the columns {@code date,ticker,open,high,low,close,volume}. A bar closes at 16:00 in
 * New York, also on the few half days, when the exchange closes at 13:00: a prediction must never be early.
 */
public final class DailyBars {
    private static final String HEADER = "date,ticker,open,high,low,close,volume";
    private static final List<String> COLUMNS = List.of(HEADER.split(","));
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime CLOSE = LocalTime.of(16, 0);

    /** A line that is no bar; the message names file, line, column, value and what was expected. */
    public static final class InvalidLineException extends IOException {
        private InvalidLineException(Path file, int line, String problem) {
            super(file + ", line " + line + ": " + problem);
        }
    }

    private record Key(Ticker ticker, Instant closeTime) {}

    private DailyBars() {}

    /**
     * The bars of a file, in its order.
     *
     * @throws InvalidLineException at the first line that is not valid, or whose day and ticker were there before
     * @throws IOException if the file can't be read
     */
    public static List<PriceBar> read(Path file) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String header = lines.isEmpty() ? "" : lines.get(0);
        if (!header.equals(HEADER)) {
            throw new InvalidLineException(file, 1, "the header is " + quote(header) + ", expected '" + HEADER + "'");
        }
        List<PriceBar> bars = new ArrayList<>(lines.size());
        Set<Key> seen = new HashSet<>();
        for (int i = 1; i < lines.size(); i++) {
            PriceBar bar;
            try {
                bar = bar(lines.get(i));
            } catch (IllegalArgumentException e) {
                throw new InvalidLineException(file, i + 1, String.valueOf(e.getMessage()));
            }
            if (!seen.add(new Key(bar.ticker(), bar.closeTime()))) {
                throw new InvalidLineException(
                        file, i + 1, "a second bar of " + bar.ticker() + " that day, expected one per day");
            }
            bars.add(bar);
        }
        return bars;
    }

    /** When the bar of that day closes. */
    public static Instant closeTime(LocalDate day) {
        return day.atTime(CLOSE).atZone(NEW_YORK).toInstant();
    }

    /** The day of a bar, as the clocks of New York showed it at its close. */
    public static LocalDate day(PriceBar bar) {
        return LocalDate.ofInstant(bar.closeTime(), NEW_YORK);
    }

    private static PriceBar bar(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "the line has " + fields.length + " columns, expected " + COLUMNS.size() + " (" + HEADER + ")");
        }
        return new PriceBar(
                new Ticker(fields[1]),
                closeTime(date(fields[0])),
                number(fields, 2),
                number(fields, 3),
                number(fields, 4),
                number(fields, 5),
                number(fields, 6));
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("date is " + quote(text) + ", expected a day such as 2016-12-30", e);
        }
    }

    private static double number(String[] fields, int column) {
        String text = fields[column];
        if (text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            return Double.parseDouble(text);
        }
        throw new IllegalArgumentException(
                COLUMNS.get(column) + " is " + quote(text) + ", expected a number such as 105.82");
    }

    private static String quote(String text) {
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        StringBuilder quoted = new StringBuilder("'");
        shown.codePoints()
                .forEach(c -> quoted.append(
                        Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c)));
        return quoted.append('\'').toString();
    }
}
