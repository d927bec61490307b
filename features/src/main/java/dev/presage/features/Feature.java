package dev.presage.features;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model may be told about a ticker, computed from the bars up to the last one of a window. All are ratios
 * unless they say otherwise; {@code close[0]} is the last bar's close, {@code close[1]} the one before it.
 *
 * <p>Values are finite for prices from 1e-100 to 1e100 and volumes up to 1e150. Beyond that the arithmetic can
 * overflow: who feeds a model must refuse what is not finite.
 */
public enum Feature {
    /** {@code close[0] / close[1] - 1}. */
    RETURN_1("return_1", 2) {
        @Override
        double compute(BarWindow window, int last) {
            return change(window.close(last - 1), window.close(last));
        }
    },

    /** {@code close[0] / close[5] - 1}. */
    RETURN_5("return_5", 6) {
        @Override
        double compute(BarWindow window, int last) {
            return change(window.close(last - 5), window.close(last));
        }
    },

    /** Sample standard deviation (n - 1) of the last 20 {@code return_1}; not annualized. */
    VOLATILITY_20("volatility_20", 21) {
        @Override
        double compute(BarWindow window, int last) {
            double origin = returnAt(window, last);
            double sum = 0;
            for (int i = last - 19; i <= last; i++) {
                sum += returnAt(window, i) - origin;
            }
            double mean = sum / 20;
            double squares = 0;
            for (int i = last - 19; i <= last; i++) {
                double deviation = returnAt(window, i) - origin - mean;
                squares += deviation * deviation;
            }
            return Math.sqrt(squares / 19);
        }
    },

    /** {@code close[0] / mean(close[0..9]) - 1}. */
    MOMENTUM_10("momentum_10", 10) {
        @Override
        double compute(BarWindow window, int last) {
            double close = window.close(last);
            double sum = 0;
            for (int i = last - 9; i < last; i++) {
                sum += window.close(i) - close;
            }
            double aboveClose = sum / 10;
            return -aboveClose / (close + aboveClose);
        }
    },

    /** {@code (volume[0] - mean) / sample standard deviation (n - 1)}, both over the last 20 volumes; 0 if they are all equal. */
    VOLUME_Z_20("volume_z_20", 20) {
        @Override
        double compute(BarWindow window, int last) {
            double volume = window.volume(last);
            double sum = 0;
            for (int i = last - 19; i < last; i++) {
                sum += window.volume(i) - volume;
            }
            double mean = sum / 20;
            double squares = mean * mean;
            for (int i = last - 19; i < last; i++) {
                double deviation = window.volume(i) - volume - mean;
                squares += deviation * deviation;
            }
            return squares == 0 ? 0 : -mean / Math.sqrt(squares / 19);
        }
    },

    /** {@code open[0] / close[1] - 1}: what happened while the market was closed. */
    GAP("gap", 2) {
        @Override
        double compute(BarWindow window, int last) {
            return change(window.close(last - 1), window.open(last));
        }
    },

    /** {@code (high[0] - low[0]) / close[0]}. */
    RANGE("range", 1) {
        @Override
        double compute(BarWindow window, int last) {
            return (window.high(last) - window.low(last)) / window.close(last);
        }
    },

    /** 0 for a Monday to 6 for a Sunday: the day in New York at the last bar's close. */
    DAY_OF_WEEK("day_of_week", 1) {
        @Override
        double compute(BarWindow window, int last) {
            long close = Math.floorDiv(window.closeTimeNanos(last), NANOS_PER_SECOND);
            long summerDay = Math.floorDiv(close - SUMMER_OFFSET, SECONDS_PER_DAY);
            long winterDay = Math.floorDiv(close - WINTER_OFFSET, SECONDS_PER_DAY);
            long day = summerDay == winterDay ? summerDay : dayInNewYork(close);
            return Math.floorMod(day + THURSDAY, 7L);
        }
    };

    private static final ZoneRules NEW_YORK = ZoneId.of("America/New_York").getRules();
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SUMMER_OFFSET = 4 * 3600; // behind Greenwich: since 1883 New York knows only these two
    private static final long WINTER_OFFSET = 5 * 3600;
    private static final int THURSDAY = 3; // 1970-01-01 was one
    private static final Map<String, Feature> BY_NAME = new HashMap<>();

    static {
        for (Feature feature : values()) {
            BY_NAME.put(feature.featureName, feature);
        }
    }

    private final String featureName;
    private final int barsNeeded;

    Feature(String featureName, int barsNeeded) {
        this.featureName = featureName;
        this.barsNeeded = barsNeeded;
    }

    /** The feature of that name, as manifests and requests spell it; empty if it is none that can be computed. */
    public static Optional<Feature> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The name in manifests and requests. */
    public String featureName() {
        return featureName;
    }

    /** How many bars, the last one included, a window must have. */
    public int barsNeeded() {
        return barsNeeded;
    }

    /**
     * The value at the window's last bar.
     *
     * @throws IllegalArgumentException if the window has fewer than {@link #barsNeeded} bars
     */
    public double of(BarWindow window) {
        if (window.size() < barsNeeded) {
            throw new IllegalArgumentException(
                    featureName + " needs " + barsNeeded + " bars, the window has " + window.size());
        }
        return compute(window, window.size() - 1);
    }

    abstract double compute(BarWindow window, int last);

    // Differences are taken before anything else, as close values subtract exactly: sums of price ratios minus 1, or
    // deviations from a rounded mean, would lose digits, and equal values would not have a deviation of exactly 0.

    private static double returnAt(BarWindow window, int i) {
        return change(window.close(i - 1), window.close(i));
    }

    private static double change(double before, double after) {
        return (after - before) / before;
    }

    private static long dayInNewYork(long second) {
        long local = second + NEW_YORK.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        return Math.floorDiv(local, SECONDS_PER_DAY);
    }
}
