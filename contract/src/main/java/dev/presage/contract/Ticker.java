package dev.presage.contract;

/**
 * The symbol of a traded instrument, such as {@code AAPL}, {@code BRK.B} or {@code EURUSD=X}.
 *
 * @param symbol 1 to 32 of the characters {@code A-Z a-z 0-9 . _ : = ^ / -}
 */
public record Ticker(String symbol) implements Comparable<Ticker> {
    private static final String CHARACTERS = Spelling.CAPITALS + Spelling.LETTERS + Spelling.DIGITS + "._:=^/-";
    private static final Spelling SYMBOL = new Spelling(CHARACTERS, CHARACTERS, 32);

    public Ticker {
        if (!isSymbol(symbol)) {
            throw Invalid.value("ticker", symbol, "1 to 32 of the characters A-Z a-z 0-9 . _ : = ^ / -");
        }
    }

    static boolean isSymbol(String text) {
        return SYMBOL.fits(text);
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
