package dev.presage.evaluator.match;

import dev.presage.contract.ModelId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds how each forecast ended, by bars alone: the truth is the {@code horizon_bars}-th bar after the reference bar, so weekends,
 * holidays and halts need no calendar. A bar that closes later than the reference time plus the model's {@code max_horizon} lies
 * behind a gap in the data and is no truth.
 *
 * <p>The bars are counted from the reference <em>time</em>: a reference bar that is not there (any more) changes nothing.
 */
public final class Matcher {
    private final PriceHistory prices;
    private final Map<ModelId, Duration> maxHorizons;
    private final Instant from;
    private final Instant to;

    /**
     * @param maxHorizons of the models that can be judged
     * @param from forecasts that had ended before are left alone
     * @param to forecasts with a reference time at or after this are left alone; bars that close then are not looked at
     */
    public Matcher(PriceHistory prices, Map<ModelId, Duration> maxHorizons, Instant from, Instant to) {
        this.prices = prices;
        this.maxHorizons = Map.copyOf(maxHorizons);
        this.from = from;
        this.to = to;
    }

    /** All of it, for another process: with it, the same forecasts end the same there. */
    public void write(DataOutput out) throws IOException {
        QuestionBytes.write(from, out);
        QuestionBytes.write(to, out);
        out.writeInt(maxHorizons.size());
        for (Map.Entry<ModelId, Duration> model : maxHorizons.entrySet()) {
            QuestionBytes.write(model.getKey(), out);
            out.writeUTF(model.getValue().toString());
        }
        prices.write(out);
    }

    /** What {@link #write} wrote. */
    public static Matcher read(DataInput in) throws IOException {
        Instant from = QuestionBytes.readInstant(in);
        Instant to = QuestionBytes.readInstant(in);
        Map<ModelId, Duration> maxHorizons = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            ModelId model = QuestionBytes.readModel(in);
            maxHorizons.put(model, Duration.parse(in.readUTF()));
        }
        return new Matcher(PriceHistory.read(in), maxHorizons, from, to);
    }

    /** Whether the model's {@code max_horizon} is known, without which no forecast of it can be judged. */
    public boolean knows(ModelId model) {
        return maxHorizons.containsKey(model);
    }

    /** Whether a reference time is early enough for this evaluation. */
    public boolean covers(Instant referenceTime) {
        return referenceTime.isBefore(to);
    }

    /**
     * How a forecast of a known model ended.
     *
     * @return empty if it had ended before what is evaluated
     */
    public Optional<Resolution> resolve(Question question) {
        Question.Series series = question.series();
        Duration maxHorizon = maxHorizons.get(series.model());
        if (maxHorizon == null) {
            throw new IllegalArgumentException("no max_horizon is known of " + series.model());
        }
        Instant deadline = question.referenceTime().plus(maxHorizon);
        if (deadline.isBefore(from)) {
            return Optional.empty();
        }
        Resolution resolution = prices.closeAfter(series.ticker(), question.referenceTime(), series.horizonBars())
                .filter(close -> !close.time().isAfter(deadline) && close.time().isBefore(to))
                .map(close -> truth(question, close))
                .orElseGet(() -> new Resolution.Missing(deadline));
        return resolution.at().isBefore(from) ? Optional.empty() : Optional.of(resolution);
    }

    private Resolution truth(Question question, PriceHistory.Close close) {
        Question.Series series = question.series();
        return prices.jumpAfter(series.ticker(), question.referenceTime(), series.horizonBars())
                .<Resolution>map(jump -> new Resolution.Suspect(close.time(), jump))
                .orElseGet(() -> new Resolution.Truth(close.time(), close.price()));
    }

    /** What the last bar before the reference time of a question closed at. */
    public OptionalDouble closeBefore(Question question) {
        return prices.closeBefore(question.series().ticker(), question.referenceTime());
    }

    /** What the reference bar of a question closed at, as is known now. */
    public OptionalDouble referenceBar(Question question) {
        return prices.closeAt(question.series().ticker(), question.referenceTime());
    }
}
