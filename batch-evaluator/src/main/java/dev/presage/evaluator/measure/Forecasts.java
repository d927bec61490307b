package dev.presage.evaluator.measure;

import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.match.QuestionBytes;
import dev.presage.evaluator.match.Resolution;
import dev.presage.evaluator.match.SessionCalendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Accumulates predictions, in any order, and scores them against the truth as they come. Accumulators of parts of a topic that share a
 * {@link Yardstick} merge into one of the whole; memory grows with the questions, not with the answers. Bars come first, because a
 * score needs the truth: that is what a {@link Matcher} is made of.
 *
 * <p>Not safe for use by several threads: each has its own, and they are merged.
 */
public final class Forecasts {
    private static final int RECENT_BITS = 14;
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // odd, its bits without a pattern

    private final Yardstick yardstick;
    private final Map<Question.Series, OfSeries> forecasts = new HashMap<>();
    private final Map<ModelId, Map<Instant, WorstAnswers>> worst = new HashMap<>();
    private final Map<Instant, Instant> times =
            new HashMap<>(); // reference times, which the forecasts of a session share
    private final @Nullable Forecast[] recent =
            new Forecast[1 << RECENT_BITS]; // added to lately: a question is often answered again
    private final SortedMap<ModelId, Long> unknownModels = new TreeMap<>();

    /** The forecasts of one series, whose name all of them share. */
    private record OfSeries(Question.Series series, Map<Instant, Forecast> byReference) {
        OfSeries(Question.Series series) {
            this(series, new HashMap<>());
        }
    }

    Forecasts(Yardstick yardstick) {
        this.yardstick = yardstick;
    }

    /** Takes in a prediction, unless it has nothing to do with what is evaluated. */
    public void add(Prediction prediction) {
        int place = placeAmongRecent(prediction);
        Forecast forecast = recent[place];
        if (forecast == null || !forecast.isAnsweredBy(prediction)) {
            forecast = forecastOf(prediction);
            if (forecast == null) {
                return;
            }
            recent[place] = forecast;
        }
        forecast.add(prediction, yardstick);
    }

    private static int placeAmongRecent(Prediction prediction) {
        ModelId model = prediction.model();
        long hash = Double.doubleToRawLongBits(prediction.referencePrice())
                + model.type().hashCode();
        return (int) (((hash + model.version()) * SPREAD) >>> -RECENT_BITS);
    }

    /** The forecast that a prediction belongs to, which may begin with it; null if that has nothing to do with what is evaluated. */
    private @Nullable Forecast forecastOf(Prediction prediction) {
        Matcher matcher = yardstick.matcher();
        if (!matcher.covers(prediction.referenceTime())) {
            return null;
        }
        if (!matcher.knows(prediction.model())) {
            unknownModels.merge(prediction.model(), 1L, Long::sum);
            return null;
        }
        Question.Series series = Question.Series.of(prediction);
        OfSeries ofSeries = forecasts.get(series);
        Forecast known = ofSeries == null ? null : ofSeries.byReference.get(prediction.referenceTime());
        return known != null
                ? known
                : begin(new Question(series, prediction.referenceTime()), new Answers())
                        .orElse(null);
    }

    /** A forecast that is not among these yet; empty if it had ended before what is evaluated. */
    private Optional<Forecast> begin(Question question, Answers answers) {
        Optional<Resolution> resolution = yardstick.matcher().resolve(question);
        if (resolution.isEmpty()) {
            return Optional.empty();
        }
        OfSeries ofSeries = forecasts.computeIfAbsent(question.series(), OfSeries::new);
        Instant reference = times.computeIfAbsent(question.referenceTime(), time -> time);
        Question asked = new Question(ofSeries.series, reference);
        Forecast forecast = new Forecast(
                asked,
                resolution.get(),
                yardstick.matcher().referenceBar(asked),
                answers,
                worst(asked.series().model(), resolution.get().at()));
        ofSeries.byReference.put(reference, forecast);
        return Optional.of(forecast);
    }

    /** The worst answers of a model to what ended at an instant. */
    private WorstAnswers worst(ModelId model, Instant at) {
        return worst.computeIfAbsent(model, m -> new HashMap<>()).computeIfAbsent(at, t -> new WorstAnswers());
    }

    /** Takes over everything of another accumulator, which is not to be used any more. */
    public void merge(Forecasts other) {
        other.unknownModels.forEach((model, answers) -> unknownModels.merge(model, answers, Long::sum));
        other.worst.forEach((model, byEnd) ->
                byEnd.forEach((at, answers) -> worst(model, at).merge(answers)));
        other.forecasts.forEach((series, from) -> {
            OfSeries to = forecasts.computeIfAbsent(series, OfSeries::new);
            from.byReference.forEach((time, forecast) -> {
                Forecast mine = to.byReference.putIfAbsent(time, forecast);
                if (mine != null) {
                    mine.merge(forecast);
                } else {
                    forecast.handTo(worst(series.model(), forecast.resolution().at()));
                }
            });
        });
    }

    /** All of it, for another process that has the same bars: how forecasts ended is found again there. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(unknownModels.size());
            for (Map.Entry<ModelId, Long> unknown : unknownModels.entrySet()) {
                QuestionBytes.write(unknown.getKey(), out);
                out.writeLong(unknown.getValue());
            }
            out.writeLong(size());
            for (OfSeries ofSeries : forecasts.values()) {
                for (Forecast forecast : ofSeries.byReference.values()) {
                    QuestionBytes.write(forecast.question(), out);
                    forecast.answers().write(out);
                }
            }
            for (Map<Instant, WorstAnswers> byEnd : worst.values()) {
                for (WorstAnswers answers : byEnd.values()) {
                    for (Answer answer : answers.inOrder()) {
                        out.writeBoolean(true);
                        QuestionBytes.write(answer.question(), out);
                        out.writeUTF(answer.requestId());
                        answer.score().write(out);
                    }
                }
            }
            out.writeBoolean(false);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Takes over everything that another accumulator held, which had the same yardstick.
     *
     * @param bytes of {@link #toBytes}
     * @throws IllegalArgumentException if they are not
     */
    public void merge(byte[] bytes) {
        Forecasts other = new Forecasts(yardstick);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int i = in.readInt(); i > 0; i--) {
                other.unknownModels.put(QuestionBytes.readModel(in), in.readLong());
            }
            for (long i = in.readLong(); i > 0; i--) {
                Question question = QuestionBytes.read(in);
                if (other.begin(question, Answers.read(in)).isEmpty()) {
                    throw new IOException("a forecast of " + question + " had ended before");
                }
            }
            while (in.readBoolean()) {
                other.offer(QuestionBytes.read(in), in.readUTF(), Score.read(in));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes hold no forecasts that these bars know of", e);
        }
        merge(other);
    }

    private void offer(Question question, String requestId, Score score) throws IOException {
        OfSeries ofSeries = forecasts.get(question.series());
        Forecast forecast = ofSeries == null ? null : ofSeries.byReference.get(question.referenceTime());
        if (forecast == null) {
            throw new IOException("an answer to " + question + " without a forecast");
        }
        Instant at = forecast.resolution().at();
        worst(question.series().model(), at).offer(new Answer(forecast.question(), at, requestId, score));
    }

    /** How many questions there are. */
    public long size() {
        return forecasts.values().stream()
                .mapToLong(ofSeries -> ofSeries.byReference.size())
                .sum();
    }

    /** Models whose manifest is not known, so that their forecasts can't be judged, and how many predictions they made. */
    public SortedMap<ModelId, Long> unknownModels() {
        return new TreeMap<>(unknownModels);
    }

    /** The forecasts of each model by the session in which they ended, and how many were pending when each session closed. */
    public Map<ModelId, ModelForecasts> finish(SessionCalendar calendar) {
        Map<ModelId, ModelForecasts> models = new HashMap<>();
        forecasts.forEach((series, ofSeries) -> {
            ModelForecasts ofModel = models.computeIfAbsent(series.model(), model -> new ModelForecasts(calendar));
            ofSeries.byReference.values().forEach(ofModel::add);
        });
        models.forEach((model, ofModel) -> worst.getOrDefault(model, Map.of()).forEach(ofModel::add));
        return models;
    }
}
