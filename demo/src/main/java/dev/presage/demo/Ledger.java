package dev.presage.demo;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who was asked and who answered: every request has exactly one outcome, or is unaccounted for.
 *
 * <p>Ids are a prefix and a number, so that days of requests cost two bits each. Any thread may use it.
 */
final class Ledger {
    private final String prefix;
    private final BitSet answered = new BitSet();
    private final BitSet answeredAgain = new BitSet();
    private final Map<String, Integer> rejections = new TreeMap<>();
    private int requests;
    private int predicted;
    private int rejected;

    /**
     * How it stands.
     *
     * @param requests asked
     * @param predicted answered with a prediction first
     * @param rejected answered with a rejection first
     * @param missing without an answer
     * @param repeated with more than one
     * @param rejections how many by reason
     */
    record Balance(
            int requests, int predicted, int rejected, int missing, int repeated, Map<String, Integer> rejections) {
        Balance {
            rejections = Collections.unmodifiableSortedMap(new TreeMap<>(rejections));
        }

        @Override
        public String toString() {
            String reasons = rejections.entrySet().stream()
                    .map(rejection -> rejection.getKey() + " " + rejection.getValue())
                    .collect(Collectors.joining(", ", " (", ")"));
            return requests + " requests: " + predicted + " predicted, " + rejected + " rejected"
                    + (rejections.isEmpty() ? "" : reasons) + ", " + missing + " waiting"
                    + (repeated == 0 ? "" : ", " + repeated + " answered more than once");
        }

        /** Requests that have not exactly one outcome. */
        int unaccounted() {
            return missing + repeated;
        }
    }

    /** @param prefix tells its ids from those of everybody else */
    Ledger(String prefix) {
        this.prefix = prefix;
    }

    /** The id of a request that is about to be sent. */
    synchronized String newRequest() {
        return prefix + requests++;
    }

    /** Takes down a prediction; ids of others are left alone. */
    synchronized void predicted(String requestId) {
        if (first(requestId)) {
            predicted++;
        }
    }

    /** Takes down a rejection; ids of others are left alone. */
    synchronized void rejected(String requestId, String reason) {
        if (first(requestId)) {
            rejected++;
            rejections.merge(reason, 1, Integer::sum);
        }
    }

    private boolean first(String requestId) {
        int number = number(requestId);
        if (number < 0) {
            return false;
        }
        if (answered.get(number)) {
            answeredAgain.set(number);
            return false;
        }
        answered.set(number);
        notifyAll();
        return true;
    }

    private int number(String requestId) {
        String digits = requestId.startsWith(prefix) ? requestId.substring(prefix.length()) : "";
        if (!digits.matches("[0-9]{1,9}")) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number < requests ? number : -1;
    }

    synchronized Balance balance() {
        return new Balance(
                requests,
                predicted,
                rejected,
                requests - answered.cardinality(),
                answeredAgain.cardinality(),
                rejections);
    }

    /**
     * Waits until every request has an outcome.
     *
     * @param patience how long to wait without any progress
     * @return the balance then, with some missing if patience ran out
     */
    synchronized Balance awaitOutcomes(Duration patience) throws InterruptedException {
        int known = answered.cardinality();
        long deadline = System.nanoTime() + patience.toNanos();
        while (known < requests) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(Math.max(1, left / 1_000_000));
            if (answered.cardinality() > known) {
                known = answered.cardinality();
                deadline = System.nanoTime() + patience.toNanos();
            }
        }
        return balance();
    }
}
