package dev.presage.worker.predict;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.PredictionRequest;
import dev.presage.features.BarWindow;
import dev.presage.inference.Model;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Forecast;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.decode.RequestDecoder;
import dev.presage.worker.decode.RequestDecoder.TimedRequest;
import dev.presage.worker.logging.OnceAMinute;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Inference.Row;
import dev.presage.worker.window.PriceWindows;
import dev.presage.worker.window.PriceWindows.TickerWindow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests from models and price windows. Knows no Kafka; safe for use by several threads. */
public final class Predictor {
    private static final Logger LOG = LoggerFactory.getLogger(Predictor.class);

    private final Map<String, ServedModel> models = new HashMap<>();
    private final PriceWindows prices;
    private final Clock clock;
    private final PredictionListener listener;
    private final OnceAMinute defectLog = new OnceAMinute();

    /** Is told how answers came about. */
    public interface PredictionListener {
        /** A forecast was found, or had to be made; only forecasts from prices alone can be found. */
        void cacheLookedUp(boolean found);

        /** A model was asked with that many rows at once. */
        void modelAsked(int rows);
    }

    /**
     * A request to be answered.
     *
     * @param json the record's value; null for a record without one
     * @param recordTime the record's timestamp
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Question(byte @Nullable [] json, Instant recordTime) {}

    public Predictor(Models models, PriceWindows prices, Clock clock, PredictionListener listener) {
        for (Model model : models.all()) {
            this.models.put(model.manifest().id().type(), new ServedModel(model));
        }
        this.prices = prices;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * The one outcome of each request, in their order; each model is asked once for all of them. Only a Java {@link Error} gets out of
     * here.
     */
    public List<Answer> answer(List<Question> questions) {
        Batch batch = new Batch(questions.size(), clock.instant());
        for (Question question : questions) {
            batch.begin(question);
        }
        return batch.finish();
    }

    /** Questions that are answered together. */
    private final class Batch {
        private final Instant now;
        private final Answer[] answers;
        private int begun;
        private final List<Pending> pending = new ArrayList<>();
        private final Map<Unknown, Row> missed = new HashMap<>();
        private final Inference inference = new Inference();

        /** A forecast that was not known, of so many of a window's bars. */
        private record Unknown(TickerWindow window, ModelId model, int bars) {}

        /**
         * A question whose answer depends on what a model says.
         *
         * @param unknown null for a forecast that is not from prices alone
         */
        private record Pending(int index, TimedRequest timed, Row row, @Nullable Unknown unknown) {}

        Batch(int size, Instant now) {
            this.now = now;
            this.answers = new Answer[size];
        }

        /** Answers a question as far as that goes without asking a model. */
        void begin(Question question) {
            String requestId = null;
            try {
                Decoded<TimedRequest> decoded = RequestDecoder.decode(question.json(), question.recordTime());
                if (decoded instanceof Accepted<TimedRequest> accepted) {
                    requestId = accepted.value().request().requestId();
                    begin(accepted.value());
                } else {
                    Rejected<TimedRequest> rejected = (Rejected<TimedRequest>) decoded;
                    answers[begun] = new Refused(Reason.of(rejected.fault()), rejected.message(), rejected.requestId());
                }
            } catch (RefusedException e) {
                answers[begun] = new Refused(e.reason(), e.sentence(), requestId);
            } catch (RuntimeException e) {
                answers[begun] = defect(e, requestId);
            }
            begun++;
        }

        /** Gives the answer, or leaves it open if a model must be asked first. */
        private void begin(TimedRequest timed) throws RefusedException {
            PredictionRequest request = timed.request();
            requireUnexpired(request, now);
            ServedModel model = model(request);
            TickerWindow window = prices.get(request.ticker());
            if (window == null) {
                throw RefusedException.noPrices(timed);
            }
            BarWindow bars = window.bars().until(timed.asOf());
            requireFresh(timed, bars, model.manifest());
            Unknown unknown = null;
            if (request.features().isEmpty()) {
                Forecast known = window.forecasts().get(model.manifest().id(), bars.size());
                if (known != null) {
                    listener.cacheLookedUp(true);
                    answers[begun] = predicted(timed, known);
                    return;
                }
                unknown = new Unknown(window, model.manifest().id(), bars.size());
                Row asked = missed.get(unknown);
                listener.cacheLookedUp(asked != null);
                if (asked != null) {
                    pending.add(new Pending(begun, timed, asked, unknown));
                    return;
                }
            }
            Row row = inference.add(model, model.row(timed, bars), bars.last());
            if (unknown != null) {
                missed.put(unknown, row);
            }
            pending.add(new Pending(begun, timed, row, unknown));
        }

        private Predicted predicted(TimedRequest timed, Forecast forecast) {
            return new Predicted(timed.request().requestId(), timed.asOf(), forecast, now);
        }

        /** Asks the models; then every question has its answer. */
        List<Answer> finish() {
            inference.run(listener);
            for (Pending question : pending) {
                answers[question.index()] = finish(question);
            }
            return Arrays.asList(answers);
        }

        private Answer finish(Pending question) {
            String requestId = question.timed().request().requestId();
            try {
                Unknown unknown = question.unknown();
                if (unknown == null) {
                    return predicted(question.timed(), question.row().forecast());
                }
                Forecast forecast = question.row().reusableForecast();
                unknown.window().forecasts().put(unknown.bars(), forecast);
                return predicted(question.timed(), forecast);
            } catch (RefusedException e) {
                return new Refused(e.reason(), e.sentence(), requestId);
            } catch (RuntimeException e) {
                return defect(e, requestId);
            }
        }
    }

    private Refused defect(RuntimeException e, @Nullable String requestId) {
        logDefect(e);
        return new Refused(Reason.INTERNAL_ERROR, "the worker failed: " + e, requestId);
    }

    /** The dead letters tell of each. */
    private void logDefect(RuntimeException e) {
        if (defectLog.isDue(clock.instant())) {
            LOG.atError().setCause(e).log("requests meet a defect of the worker and go to the dead letters");
        }
    }

    private static void requireUnexpired(PredictionRequest request, Instant now) throws RefusedException {
        Instant expiresAt = request.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new RefusedException(
                    Reason.EXPIRED, "expires_at is " + expiresAt + ", expected later than now, which is " + now);
        }
    }

    private ServedModel model(PredictionRequest request) throws RefusedException {
        ServedModel model = models.get(request.modelType());
        if (model == null) {
            throw new RefusedException(
                    Reason.UNKNOWN_MODEL,
                    "model_type is '" + request.modelType() + "', expected one of " + new TreeSet<>(models.keySet()));
        }
        return model;
    }

    private static void requireFresh(TimedRequest timed, BarWindow bars, ModelManifest manifest)
            throws RefusedException {
        if (bars.isEmpty()) {
            throw bars.truncated() ? RefusedException.asOfTooOld(timed, bars) : RefusedException.noPrices(timed);
        }
        if (timed.asOf().isAfter(bars.lastCloseTime().plus(manifest.maxReferenceAge()))) {
            throw new RefusedException(
                    Reason.STALE_PRICES,
                    "the newest bar for " + timed.request().ticker() + " at " + timed.asOf() + " closed at "
                            + bars.last().closeTime() + ", expected at most "
                            + manifest.maxReferenceAge().toHours()
                            + " hours earlier");
        }
    }
}
