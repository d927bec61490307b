package dev.presage.contract;

import static dev.presage.contract.MessageWriter.ready;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link PriceBar}s as JSON, as {@code schemas/price-bar.schema.json} describes it. */
public final class PriceBarJson {
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
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
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
