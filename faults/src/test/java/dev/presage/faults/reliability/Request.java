package dev.presage.faults.reliability;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.faults.HandMadeModel;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A request that is told by its number, and whose outcome is known beforehand: some are answered from what is known, some by asking the
 * model together with others, some break the model, and some are no JSON.
 *
 * @param number from 0
 */
record Request(int number) {
    /** One partition after the other, so that it is known which one has been taken over when a request has its outcome. */
    static final int PARTITIONS = 6;

    static final List<String> TICKERS = List.of("AAPL", "BRK.B", "COKE", "GOOGL", "TSLA");

    /** The model whose rows fail that ask for the root of a negative number. */
    static final String BATCHED_MODEL = "root";

    private static final Pattern NUMBER = Pattern.compile("\"r-(\\d+)\"");

    /** The request that a message is, or is about. */
    static Request in(byte[] message) {
        String text = new String(message, UTF_8);
        Matcher number = NUMBER.matcher(text);
        if (!number.find()) {
            throw new AssertionError("no request of this suite: " + text);
        }
        return new Request(Integer.parseInt(number.group(1)));
    }

    int partition() {
        return number % PARTITIONS;
    }

    /** Whether it is to end on the dead letter queue. */
    boolean isRefused() {
        return isBroken() || failsModel();
    }

    private boolean isBroken() {
        return number % 50 == 25;
    }

    private boolean failsModel() {
        return number % 50 == 0;
    }

    byte[] value() {
        String ticker = TICKERS.get(number % TICKERS.size());
        String head = "{\"request_id\":\"r-" + number + "\",\"ticker\":\"" + ticker + "\"";
        if (isBroken()) {
            return (head + ",").getBytes(US_ASCII);
        }
        if (failsModel() || number % 2 == 1) {
            String sentiment = failsModel() ? "-1" : "0.000" + (1 + number % 9);
            return (head + ",\"model_type\":\"" + BATCHED_MODEL + "\",\"features\":{\"" + HandMadeModel.FEATURE + "\":"
                            + sentiment + "}}")
                    .getBytes(US_ASCII);
        }
        return (head + "}").getBytes(US_ASCII);
    }

    ProducerRecord<byte[], byte[]> record(String topic) {
        byte[] key = number % 3 == 0 ? null : ("key-" + number % 60).getBytes(US_ASCII);
        return new ProducerRecord<>(topic, partition(), key, value());
    }
}
