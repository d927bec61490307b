package dev.presage.benchmark.report;

import java.util.List;

/**
 * What {@code start} measured: how long a worker takes until it is ready.
 *
 * @param environment where and when
 * @param tickers whose bars it restores
 * @param barsPerTicker how many of each
 * @param variants what came out
 */
public record StartSection(Environment environment, int tickers, int barsPerTicker, List<Variant> variants) {
    /** The name of its file. */
    public static final String NAME = "start";

    /**
     * Some starts of one kind.
     *
     * @param name what is special about it
     * @param java the version that runs it
     * @param cached whether classes come from an archive that an earlier run left
     * @param seconds from the process's start until /readyz says 200, round by round
     */
    public record Variant(String name, String java, boolean cached, List<Double> seconds) {
        public Variant {
            seconds = List.copyOf(seconds);
        }
    }

    public StartSection {
        variants = List.copyOf(variants);
    }
}
