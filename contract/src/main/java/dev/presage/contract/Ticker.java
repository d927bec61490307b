package dev.presage.contract;

import java.util.regex.Pattern;

/**
 * The symbol of a traded instrument, such as {@code AAPL}, {@code BRK.B} or {@code EURUSD=X}.
 *
 * @param symbol 1 to 32 of the characters {@code A-Z a-z 0-9 . _ : = ^ / -}
 */
public record Ticker(String symbol) implements Comparable<Ticker> {
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9._:=^/-]{1,32}");

    public Ticker {
        Invalid.unless(
                SYMBOL.matcher(symbol).matches(),
                "ticker",
                symbol,
                "1 to 32 of the characters A-Z a-z 0-9 . _ : = ^ / -");
    }

    @Override
    public int compareTo(Ticker other) {
        return symbol.compareTo(other.symbol);
    }

    @Override
    public String toString() {
        return symbol;
    }
}
