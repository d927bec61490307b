package dev.presage.contract;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Valid messages from all over what is valid: any double, any nanosecond, any character. */
final class RandomMessages {
    private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    private static final long END = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String SYMBOL = LOWER + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS + "._:=^/-";

    private RandomMessages() {}

    static PriceBar priceBar(Random random) {
        double[] prices = {price(random), price(random), price(random)};
        Arrays.sort(prices);
        double volume = random.nextInt(10) == 0 ? 0 : price(random);
        return new PriceBar(ticker(random), time(random), price(random), prices[2], prices[0], prices[1], volume);
    }

    static PredictionRequest request(Random random) {
        Map<String, Double> features = new LinkedHashMap<>();
        for (int i = random.nextInt(6) - 2; i > 0; i--) {
            features.put(word(random, LOWER + DIGITS + "_"), number(random));
        }
        return new PredictionRequest(
                requestId(random),
                ticker(random),
                modelType(random),
                perhapsTime(random),
                features,
                perhapsTime(random));
    }

    static Prediction prediction(Random random) {
        Instant one = time(random);
        Instant other = time(random);
        return new Prediction(
                requestId(random),
                ticker(random),
                new ModelId(modelType(random), 1 + random.nextInt(Integer.MAX_VALUE)),
                one.isAfter(other) ? one : other,
                one.isAfter(other) ? other : one,
                price(random),
                1 + random.nextInt(Integer.MAX_VALUE),
                price(random),
                random.nextDouble(),
                random.nextBoolean() ? FeaturesSource.PRICES : FeaturesSource.REQUEST,
                time(random));
    }

    private static Ticker ticker(Random random) {
        return new Ticker(text(random, SYMBOL, 1 + random.nextInt(32)));
    }

    private static String modelType(Random random) {
        return random.nextBoolean() ? ModelId.DEFAULT_TYPE : word(random, LOWER + DIGITS + "_-");
    }

    private static String requestId(Random random) {
        StringBuilder id = new StringBuilder();
        for (int i = random.nextInt(128); i >= 0; i--) {
            id.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
        }
        return id.toString();
    }

    private static String word(Random random, String alphabet) {
        return text(random, LOWER, 1) + text(random, alphabet, random.nextInt(64));
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static @Nullable Instant perhapsTime(Random random) {
        return random.nextBoolean() ? time(random) : null;
    }

    private static Instant time(Random random) {
        long seconds = EARLIEST + Math.floorMod(random.nextLong(), END - EARLIEST);
        int nanos =
                switch (random.nextInt(3)) {
                    case 0 -> 0;
                    case 1 -> random.nextInt(1000) * 1_000_000;
                    default -> random.nextInt(1_000_000_000);
                };
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static double price(Random random) {
        double price = random.nextBoolean() ? random.nextInt(1, 1_000_000) / 100.0 : Math.abs(number(random));
        return price == 0 ? Double.MIN_VALUE : price;
    }

    private static double number(Random random) {
        double number;
        do {
            number = Double.longBitsToDouble(random.nextLong());
        } while (!Double.isFinite(number));
        return number;
    }
}
