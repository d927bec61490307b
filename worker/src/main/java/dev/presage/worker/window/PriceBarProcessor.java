package dev.presage.worker.window;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.worker.decode.BytesReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Takes price bars into the windows. What is no valid bar is refused and counted; nothing here is fatal. */
public final class PriceBarProcessor implements Processor<byte[], byte[], Void, Void> {
    private static final int LONGEST_QUOTE = 32;

    private final PriceWindows windows;
    private final BarListener listener;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before the first record
    private ProcessorContext<Void, Void> context;

    /** Is told what became of each bar. */
    public interface BarListener {
        /** A valid bar was put into the windows. */
        void taken(PriceBar bar);

        /**
         * A bar was not.
         *
         * @param message one sentence that names where it lies, the field, its value and what was expected
         */
        void refused(BarRejection reason, String message);
    }

    public PriceBarProcessor(PriceWindows windows, BarListener listener) {
        this.windows = windows;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            refuse(BarRejection.MALFORMED_JSON, "the record has no value, expected a JSON object");
            return;
        }
        BytesReference large = BytesReference.inPlaceOf(value);
        if (large != null) {
            refuse(BarRejection.TOO_LARGE, "the record's value has " + large.length() + " bytes, expected a price bar");
            return;
        }
        try {
            Decoded<PriceBar> decoded = PriceBarJson.decode(value);
            if (decoded instanceof Rejected<PriceBar> rejected) {
                refuse(BarRejection.of(rejected.fault()), rejected.message());
            } else {
                take(((Accepted<PriceBar>) decoded).value(), record.key(), record.timestamp());
            }
        } catch (RuntimeException e) { // else every worker would end at this bar, and again at every start
            refuse(BarRejection.INTERNAL_ERROR, "the worker failed: " + e);
        }
    }

    private void take(PriceBar bar, byte @Nullable [] key, long timestamp) {
        if (!Arrays.equals(key, bar.ticker().symbol().getBytes(StandardCharsets.UTF_8))) {
            refuse(
                    BarRejection.WRONG_KEY,
                    "the record's key is " + quote(key) + ", expected its ticker " + bar.ticker());
        } else if (bar.closeTime().toEpochMilli() > timestamp) {
            refuse(
                    BarRejection.CLOSES_IN_FUTURE,
                    "close_time is " + bar.closeTime() + ", expected at or before the record's timestamp "
                            + Instant.ofEpochMilli(timestamp));
        } else if (windows.put(bar) == PriceWindows.Put.TOO_MANY_TICKERS) {
            refuse(
                    BarRejection.TOO_MANY_TICKERS,
                    "ticker is " + bar.ticker()
                            + ", expected one of the tickers kept already: there are as many as may be");
        } else {
            listener.taken(bar);
        }
    }

    private static String quote(byte @Nullable [] key) {
        if (key == null) {
            return "missing";
        }
        BytesReference large = BytesReference.inPlaceOf(key);
        if (large != null) {
            return "one of " + large.length() + " bytes";
        }
        String text = new String(key, 0, Math.min(key.length, LONGEST_QUOTE), StandardCharsets.UTF_8);
        return "'" + text.replaceAll("\\p{Cntrl}", "?") + (key.length > LONGEST_QUOTE ? "…'" : "'");
    }

    private void refuse(BarRejection reason, String message) {
        String where = context.recordMetadata()
                .map(metadata -> metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset() + ": ")
                .orElse("");
        listener.refused(reason, where + message);
    }
}
