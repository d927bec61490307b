package dev.presage.evaluator.statistics;

/**
 * One forecast's confidence and what became of it.
 *
 * @param session its number, from 0 on in the order of time
 * @param confidence 0 to 1
 * @param right 1 if it was right, 0 if not; of several answers to one question the share
 * @param weight 1, or the share of the answers that count
 */
public record ConfidencePoint(int session, double confidence, double right, double weight) {}
