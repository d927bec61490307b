package dev.presage.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@link PriceBar}s as JSON, as {@code schemas/price-bar.schema.json} describes it. */
public final class PriceBarJson {
    private PriceBarJson() {}

    /** The bar that the bytes hold, or why they hold none. A record without a value has no bytes: what that means is its reader's business. */
    public static Decoded<PriceBar> decode(byte[] json) {
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
    }

    /** One line of UTF-8. */
    public static byte[] encode(PriceBar bar) {
        return JsonOutput.object(out -> {
            out.writeStringField("ticker", bar.ticker().symbol());
            out.writeStringField("close_time", bar.closeTime().toString());
            out.writeNumberField("open", bar.open());
            out.writeNumberField("high", bar.high());
            out.writeNumberField("low", bar.low());
            out.writeNumberField("close", bar.close());
            out.writeNumberField("volume", bar.volume());
        });
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
