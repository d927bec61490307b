package dev.presage.evaluator.measure;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What a session's verdict was, as is known now.
 *
 * @param evaluated forecasts in the session
 * @param accuracy of the session alone; empty if nothing was evaluated in it
 * @param trailing the accuracy over the trailing sessions up to it; empty if nothing was evaluated in them
 * @param anytimeUpper the anytime-valid upper bound on the accuracy of the year up to it; empty before its first forecast
 */
public record Night(
        LocalDate session,
        long evaluated,
        Optional<Double> accuracy,
        Optional<Share> trailing,
        Optional<Double> anytimeUpper) {}
