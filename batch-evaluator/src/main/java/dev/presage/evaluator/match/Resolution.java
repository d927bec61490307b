package dev.presage.evaluator.match;

import java.time.Instant;

/** How a forecast ends: with the truth, or with the knowledge that there will be none. Before {@code at} it is pending. */
public sealed interface Resolution {
    /** When. */
    Instant at();

    /**
     * The bar that was forecast has closed.
     *
     * @param at when it closed
     * @param close at which price
     */
    record Truth(Instant at, double close) implements Resolution {}

    /**
     * The bar that was forecast has closed, but on the way to it the price made a move that can't be believed.
     *
     * @param at when it closed
     * @param jump the first such move
     */
    record Suspect(Instant at, PriceHistory.Jump jump) implements Resolution {}

    /**
     * No bar that could be the truth has closed in time, or the one that did closed after a gap in the data.
     *
     * @param at the reference time plus the model's {@code max_horizon}: when there was nothing left to wait for
     */
    record Missing(Instant at) implements Resolution {}
}
