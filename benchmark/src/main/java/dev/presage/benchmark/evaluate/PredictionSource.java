package dev.presage.benchmark.evaluate;

import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Makes a history's predictions in the order of time, the same ones each time: through each day all tickers are asked in turn, in
 * another order each turn, so that the answers to a question lie far apart.
 */
final class PredictionSource {
    private static final Duration UNTIL_FIRST = Duration.ofMinutes(1);
    private static final Duration ASKED = Duration.ofHours(23);
    private static final int MOST_LATENCY_MILLIS = 50;
    private static final double STEP = 0.01;

    private final History history;
    private final Ticker[] tickers;
    private final List<List<PriceBar>> bars;

    PredictionSource(History history) {
        this.history = history;
        this.tickers = IntStream.range(0, history.tickers())
                .mapToObj(index -> new Ticker(Market.symbol(index)))
                .toArray(Ticker[]::new);
        Market market = history.market();
        this.bars = IntStream.range(0, history.tickers())
                .mapToObj(index -> market.bars(index, history.today()))
                .toList();
    }

    /** Where predictions go. */
    interface Sink {
        void accept(int ticker, Prediction prediction) throws BenchmarkException;
    }

    /** Makes those of some tickers. */
    void forEach(IntPredicate wanted, Sink sink) throws BenchmarkException {
        for (int day = 0; day < history.days(); day++) {
            for (int turn = 0; turn < history.answers(); turn++) {
                int[] order = order(day * history.answers() + turn);
                for (int place = 0; place < order.length; place++) {
                    if (wanted.test(order[place])) {
                        answer(new Turn(day, turn, place, order[place]), sink);
                    }
                }
            }
        }
    }

    /** When a ticker is asked: on which day, in which turn, at which place of it. */
    private record Turn(int day, int turn, int place, int ticker) {}

    private int[] order(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, tickers.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    private void answer(Turn turn, Sink sink) throws BenchmarkException {
        List<PriceBar> ofTicker = bars.get(turn.ticker);
        PriceBar reference = ofTicker.get(ofTicker.size() - history.days() + turn.day - 1);
        long turns = (long) history.answers() * tickers.length;
        Instant asOf = reference
                .closeTime()
                .plus(UNTIL_FIRST)
                .plusMillis(ASKED.toMillis() * ((long) turn.turn * tickers.length + turn.place) / turns);
        for (int model = 0; model < History.MODELS.size(); model++) {
            sink.accept(turn.ticker, prediction(turn, model, reference, asOf));
        }
    }

    private Prediction prediction(Turn turn, int model, PriceBar reference, Instant asOf) {
        ModelId id = History.MODELS.get(model);
        long question = ((long) turn.day * tickers.length + turn.ticker) * History.MODELS.size() + model;
        long ordinal = question * history.answers() + turn.turn;
        // the first number that a SplittableRandom gives differs for every seed, so no id comes twice
        SplittableRandom own = new SplittableRandom(ordinal);
        UUID requestId = new UUID(own.nextLong(), own.nextLong());
        boolean ownFeatures = turn.ticker % 100 < history.ownFeaturesPercent();
        SplittableRandom forecast = ownFeatures ? own : new SplittableRandom(~question);
        return new Prediction(
                requestId.toString(),
                tickers[turn.ticker],
                id,
                asOf,
                reference.closeTime(),
                reference.close(),
                1,
                reference.close() * (1 + STEP * (2 * forecast.nextDouble() - 1)),
                0.5 + forecast.nextDouble() / 10,
                ownFeatures ? FeaturesSource.REQUEST : FeaturesSource.PRICES,
                asOf.plusMillis(1 + own.nextInt(MOST_LATENCY_MILLIS)));
    }
}
