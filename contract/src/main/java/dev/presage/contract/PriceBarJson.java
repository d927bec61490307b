package dev.presage.contract;

import static dev.presage.contract.MessageWriter.ready;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link PriceBar}s as JSON, as {@code schemas/price-bar.schema.json} describes it. */
public final class PriceBarJson {
    private static final byte[][] NAMES =
            MessageScanner.names("ticker", "close_time", "open", "high", "low", "close", "volume");
    private static final int ALL_FIELDS = (1 << NAMES.length) - 1;

    private static final byte[] TICKER = ready("{\"ticker\":\"");
    private static final byte[] CLOSE_TIME = ready("\",\"close_time\":\"");
    private static final byte[] OPEN = ready("\",\"open\":");
    private static final byte[] HIGH = ready(",\"high\":");
    private static final byte[] LOW = ready(",\"low\":");
    private static final byte[] CLOSE = ready(",\"close\":");
    private static final byte[] VOLUME = ready(",\"volume\":");
    private static final byte[] END = ready("}");

    private PriceBarJson() {}

    /** The bar that the bytes hold, or why they hold none. A record without a value has no bytes: what that means is its reader's business. */
    public static Decoded<PriceBar> decode(byte[] json) {
        PriceBar usual = decodeUsual(json);
        return usual == null ? decodeStrictly(json) : new Decoded.Accepted<>(usual);
    }

    static Decoded<PriceBar> decodeStrictly(byte[] json) {
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
    }

    /** What {@link #decodeStrictly} would accept, where that is quick to tell; null if it is not, or is not accepted. */
    static @Nullable PriceBar decodeUsual(byte[] json) {
        MessageScanner in = new MessageScanner(json);
        Ticker ticker = null;
        Instant closeTime = null;
        double open = 0;
        double high = 0;
        double low = 0;
        double close = 0;
        double volume = 0;
        for (int field = in.nextField(NAMES, 0); field >= 0; field = in.nextField(NAMES, field + 1)) {
            switch (field) {
                case 0 -> ticker = in.ticker();
                case 1 -> closeTime = in.time();
                case 2 -> open = in.number();
                case 3 -> high = in.number();
                case 4 -> low = in.number();
                case 5 -> close = in.number();
                default -> volume = in.number();
            }
        }
        if (!in.isWhole(ALL_FIELDS) || ticker == null || closeTime == null) {
            return null;
        }
        try {
            return new PriceBar(ticker, closeTime, open, high, low, close, volume);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** One line of UTF-8. */
    public static byte[] encode(PriceBar bar) {
        return new MessageWriter(256)
                .put(TICKER)
                .word(bar.ticker().symbol())
                .put(CLOSE_TIME)
                .time(bar.closeTime())
                .put(OPEN)
                .number(bar.open())
                .put(HIGH)
                .number(bar.high())
                .put(LOW)
                .number(bar.low())
                .put(CLOSE)
                .number(bar.close())
                .put(VOLUME)
                .number(bar.volume())
                .put(END)
                .toBytes();
    }

    private static final class Reader extends ObjectReader<PriceBar> {
        private @Nullable String ticker;
        private @Nullable Instant closeTime;
        private @Nullable Double open;
        private @Nullable Double high;
        private @Nullable Double low;
        private @Nullable Double close;
        private @Nullable Double volume;

        private Reader() {
            super("the message");
        }

        @Override
        void field(String name, JsonParser in) throws IOException {
            switch (name) {
                case "ticker" -> ticker = FieldValues.text(name, in);
                case "close_time" -> closeTime = FieldValues.instant(name, in);
                case "open" -> open = FieldValues.number(name, in);
                case "high" -> high = FieldValues.number(name, in);
                case "low" -> low = FieldValues.number(name, in);
                case "close" -> close = FieldValues.number(name, in);
                case "volume" -> volume = FieldValues.number(name, in);
                default -> {}
            }
        }

        @Override
        PriceBar build() {
            return new PriceBar(
                    new Ticker(required("ticker", ticker)),
                    required("close_time", closeTime),
                    required("open", open),
                    required("high", high),
                    required("low", low),
                    required("close", close),
                    required("volume", volume));
        }
    }
}
