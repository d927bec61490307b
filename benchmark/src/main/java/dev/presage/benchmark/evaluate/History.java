package dev.presage.benchmark.evaluate;

import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.ModelId;
import java.time.LocalDate;
import java.util.List;

/**
 * What an evaluator has to judge: on each of some days, every model was asked for the next close of every ticker, several times.
 *
 * @param tickers how many
 * @param days sessions that predictions are about, the last of them {@code today}'s eve
 * @param answers to each question
 * @param ownFeaturesPercent tickers of a hundred whose producers send features, so that no two answers to a question are alike
 * @param today the day after the last bar
 */
public record History(int tickers, int days, int answers, int ownFeaturesPercent, LocalDate today) {
    /** The sample models. */
    static final List<ModelId> MODELS = List.of(new ModelId("earnings", 1), new ModelId("normal", 1));

    /** The evaluator looks at 20 sessions beside the period, and at one before them. */
    private static final int DAYS_BEFORE = 22;

    public History {
        if (tickers < 1 || days < 1 || answers < 1 || ownFeaturesPercent < 0 || ownFeaturesPercent > 100) {
            throw new IllegalArgumentException("no history of " + tickers + " tickers, " + days + " days, " + answers
                    + " answers, " + ownFeaturesPercent + " % with features of their own");
        }
    }

    /**
     * The same with as many answers as make a number of predictions.
     *
     * @throws BenchmarkException if the number is no multiple of {@link #questions()}
     */
    public History of(long predictions) throws BenchmarkException {
        if (predictions < questions() || predictions % questions() != 0) {
            throw new BenchmarkException(
                    predictions + " predictions, expected a multiple of the " + questions() + " questions");
        }
        return new History(tickers, days, (int) (predictions / questions()), ownFeaturesPercent, today);
    }

    /** How many forecasts there are to judge. */
    public long questions() {
        return (long) MODELS.size() * tickers * days;
    }

    /** How many predictions. */
    public long predictions() {
        return answers * questions();
    }

    /** The bars that they are about. */
    public Market market() {
        return new Market(tickers, days + DAYS_BEFORE);
    }

    /** How many bars. */
    public long bars() {
        return (long) tickers * market().barsPerTicker();
    }

    /** The first day that predictions are about. */
    LocalDate firstDay() {
        return today.minusDays(days);
    }

    /** The last one. */
    LocalDate lastDay() {
        return today.minusDays(1);
    }
}
