package dev.presage.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads predictions one after the other, those that one forecast gave to many requests in a fraction of the time that {@link
 * PredictionJson#decode} takes, and says the same of any bytes: {@link PredictionTemplate} in reverse.
 *
 * <p>When a forecast comes for the second time, or one before it came as often, what its predictions share is kept as it is written; bytes
 * that are the same but for an id and two times need not be read again. The forecasts of the last messages are kept, some hundred of them.
 * Not safe for use by several threads.
 */
public final class PredictionReader {
    private static final int PAIR_BITS = 10;

    /** What stands between the confidence and the last time, and the words before it that tell forecasts apart. */
    private static final int AFTER_NUMBERS = ",\"features_source\":\"prices\",\"predicted_at\":\"".length();

    private static final int NUMBERS = 7 * Long.BYTES;
    private static final int SHORTEST = AFTER_NUMBERS + NUMBERS + 64;

    /** Two places for each hash, what was met last in the first of them. */
    private final long[] hashes = new long[2 << PAIR_BITS];

    private final @Nullable Pattern[] patterns = new Pattern[2 << PAIR_BITS];

    /** The prediction that the bytes from {@code from} up to {@code limit} hold, or why they hold none. */
    public Decoded<Prediction> read(byte[] bytes, int from, int limit) {
        int lastTime = startOfLastTime(bytes, from, limit);
        if (lastTime < 0) {
            return PredictionJson.decode(bytes, from, limit);
        }
        long hash = hash(bytes, lastTime - AFTER_NUMBERS - NUMBERS);
        int place = 2 * (int) (hash >>> -PAIR_BITS);
        boolean isKnown = hashes[place] == hash || hashes[++place] == hash;
        if (!isKnown) {
            Pattern dropped = patterns[place];
            patterns[place] = patterns[place - 1];
            hashes[place] = hashes[place - 1];
            patterns[--place] = null;
            hashes[place] = hash;
            if (dropped == null || !dropped.cameAgain) {
                return PredictionJson.decode(bytes, from, limit);
            }
        }
        Pattern pattern = patterns[place];
        if (pattern != null) {
            Prediction known = pattern.read(bytes, from, lastTime, limit);
            return known == null ? PredictionJson.decode(bytes, from, limit) : new Decoded.Accepted<>(known);
        }
        Decoded<Prediction> decoded = PredictionJson.decode(bytes, from, limit);
        if (decoded instanceof Decoded.Accepted<Prediction> accepted) {
            patterns[place] = new Pattern(accepted.value());
        }
        return decoded;
    }

    /** Where the value of predicted_at starts if it is written as {@link Instant#toString} does and is the last; else negative. */
    private static int startOfLastTime(byte[] bytes, int from, int limit) {
        if (limit - from < SHORTEST || bytes[limit - 1] != '}' || bytes[limit - 2] != '"') {
            return -1;
        }
        int end = limit - 2;
        for (int length = 20; length <= 30; length++) {
            if (bytes[end - length - 1] == '"') {
                return end - length;
            }
        }
        return -1;
    }

    private static long hash(byte[] bytes, int at) {
        long hash = 0;
        for (int word = 0; word < NUMBERS; word += Long.BYTES) {
            hash = (hash ^ ByteWords.get(bytes, at + word)) * ByteWords.SPREAD;
            hash ^= hash >>> 32;
        }
        return hash * ByteWords.SPREAD;
    }

    /** What the predictions of a forecast share, and how it is written. */
    private static final class Pattern {
        private final Prediction any;
        private final byte[] question;
        private final byte[] forecast;
        private boolean cameAgain;

        Pattern(Prediction any) {
            this.any = any;
            MessageWriter out = new MessageWriter(96);
            PredictionJson.writeQuestion(any, out);
            this.question = out.toBytes();
            out = new MessageWriter(256);
            PredictionJson.writeForecast(any, out);
            this.forecast = out.toBytes();
        }

        /** The prediction, if it is written like the others but for its id and its times; else null. */
        @Nullable
        Prediction read(byte[] bytes, int from, int lastTime, int limit) {
            int id = from + PredictionJson.REQUEST_ID.length;
            int idEnd = endOfText(bytes, id, lastTime);
            int asOf = idEnd + question.length;
            int asOfEnd = lastTime - forecast.length;
            if (asOf >= asOfEnd
                    || !stands(PredictionJson.REQUEST_ID, bytes, from)
                    || !stands(question, bytes, idEnd)
                    || !stands(forecast, bytes, asOfEnd)) {
                return null;
            }
            cameAgain = true;
            Instant asOfTime = TimeText.read(bytes, asOf, asOfEnd);
            Instant predictedAt = TimeText.read(bytes, lastTime, limit - PredictionJson.END.length);
            return asOfTime == null || predictedAt == null
                    ? null
                    : prediction(new String(bytes, id, idEnd - id, ISO_8859_1), asOfTime, predictedAt);
        }

        private @Nullable Prediction prediction(String requestId, Instant asOf, Instant predictedAt) {
            try {
                return new Prediction(
                        requestId,
                        any.ticker(),
                        any.model(),
                        asOf,
                        any.referenceTime(),
                        any.referencePrice(),
                        any.horizonBars(),
                        any.predictedPrice(),
                        any.confidence(),
                        any.featuresSource(),
                        predictedAt);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private static boolean stands(byte[] expected, byte[] bytes, int at) {
            return Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
        }

        /** Where what JSON text shows as it is ends; {@code limit} is at least eight bytes before the end of the array. */
        private static int endOfText(byte[] bytes, int from, int limit) {
            for (int at = from; at < limit; at += Long.BYTES) {
                long marks = ByteWords.unlikeText(ByteWords.get(bytes, at));
                if (marks != 0) {
                    return at + (Long.numberOfTrailingZeros(marks) >> 3);
                }
            }
            return limit;
        }
    }
}
