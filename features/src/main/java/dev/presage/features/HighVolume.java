package dev.presage.features;

/** The days that {@code earnings} models are for: those on which far more is traded than of late. */
public final class HighVolume {
    /** How many bars, the last one included, a window must have. */
    public static final int BARS_NEEDED = 20;

    /** How many times the mean volume a day must reach. */
    public static final double TIMES_MEAN = 1.5;

    private HighVolume() {}

    /**
     * Whether the last bar's volume is at least {@link #TIMES_MEAN} times the mean of the last {@link #BARS_NEEDED}
     * volumes, its own included.
     *
     * @throws IllegalArgumentException if the window has fewer bars than that
     */
    public static boolean is(BarWindow window) {
        if (window.size() < BARS_NEEDED) {
            throw new IllegalArgumentException(
                    "high volume needs " + BARS_NEEDED + " bars, the window has " + window.size());
        }
        double sum = 0;
        for (int i = window.size() - BARS_NEEDED; i < window.size(); i++) {
            sum += window.volume(i);
        }
        double volume = window.volume(window.size() - 1);
        return volume > 0 && volume >= TIMES_MEAN * sum / BARS_NEEDED;
    }
}
