package dev.presage.benchmark.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.SplittableRandom;
import java.util.UUID;

/** Makes requests as producers write them, fast and the same ones for the same seed. For one thread. */
public final class RequestSource {
    private static final int MILLION = 1_000_000;

    private final Case asked;
    private final int tickers;
    private final int mostMillionths;
    private final SplittableRandom random;
    private final StringBuilder json = new StringBuilder(512);
    private int ticker;

    public RequestSource(Case asked, int tickers, long seed) {
        this.asked = asked;
        this.tickers = tickers;
        this.mostMillionths = (int) (asked.largest() * MILLION);
        this.random = new SplittableRandom(seed);
    }

    /** The JSON of the next request, under a random id. */
    public byte[] next() {
        return next(new UUID(random.nextLong(), random.nextLong()));
    }

    /** The JSON of the next request, under that id. */
    public byte[] next(UUID requestId) {
        ticker = random.nextInt(tickers);
        json.setLength(0);
        json.append("{\"request_id\":\"")
                .append(requestId)
                .append("\",\"ticker\":\"")
                .append(Market.symbol(ticker))
                .append("\",\"model_type\":\"")
                .append(asked.modelType())
                .append('"');
        if (asked.features() > 0) {
            json.append(",\"features\":{");
            for (int feature = 1; feature <= asked.features(); feature++) {
                json.append(feature == 1 ? "\"" : ",\"")
                        .append(featureName(feature))
                        .append("\":");
                appendMillionths(random.nextInt(2 * mostMillionths) - mostMillionths);
            }
            json.append('}');
        }
        return json.append('}').toString().getBytes(ISO_8859_1);
    }

    /** Whose price the request of the last {@link #next} asks, from 0. */
    public int ticker() {
        return ticker;
    }

    /** As requests and the made-up models' manifests have it; the first is 1. */
    static String featureName(int feature) {
        return "signal_" + feature;
    }

    private void appendMillionths(int millionths) {
        int size = Math.abs(millionths);
        String fraction = Integer.toString(size % MILLION);
        json.append(millionths < 0 ? "-" : "").append(size / MILLION).append('.');
        json.append("000000", 0, 6 - fraction.length()).append(fraction);
    }
}
