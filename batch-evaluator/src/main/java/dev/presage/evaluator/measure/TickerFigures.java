package dev.presage.evaluator.measure;

import dev.presage.contract.Ticker;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How good the forecasts of one ticker were; each figure as {@link Measure} has it.
 *
 * @param skill empty if the price never moved
 */
public record TickerFigures(
        Ticker ticker,
        long evaluated,
        double accuracy,
        double meanAbsoluteError,
        double meanAbsolutePercentageError,
        double bias,
        OptionalDouble skill) {
    /** The figures of every ticker that had forecasts in some sessions, by its name. */
    static List<TickerFigures> of(ModelForecasts forecasts, Collection<LocalDate> sessions) {
        Map<Ticker, Tally> tickers = new TreeMap<>();
        for (LocalDate session : sessions) {
            for (Forecast forecast : forecasts.evaluated(session)) {
                forecast.addTo(tickers.computeIfAbsent(forecast.series().ticker(), ticker -> new Tally()));
            }
        }
        List<TickerFigures> figures = new ArrayList<>();
        tickers.forEach((ticker, tally) -> figures.add(of(ticker, tally)));
        return figures;
    }

    private static TickerFigures of(Ticker ticker, Tally tally) {
        double n = tally.evaluated;
        double unchanged = tally.value(Sum.UNCHANGED_ERROR);
        double absolute = tally.value(Sum.ABSOLUTE_ERROR);
        return new TickerFigures(
                ticker,
                tally.evaluated,
                tally.value(Sum.RIGHT) / n,
                absolute / n,
                tally.value(Sum.RELATIVE_ERROR) / n,
                tally.value(Sum.ERROR) / n,
                unchanged > 0 ? OptionalDouble.of(1 - absolute / unchanged) : OptionalDouble.empty());
    }
}
