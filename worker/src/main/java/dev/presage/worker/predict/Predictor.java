package dev.presage.worker.predict;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PriceBar;
import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import dev.presage.worker.decode.RequestDecoder;
import dev.presage.worker.decode.RequestDecoder.TimedRequest;
import dev.presage.worker.model.Model;
import dev.presage.worker.model.Model.Expectation;
import dev.presage.worker.model.Model.ModelFailedException;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Answer.Predicted;
import dev.presage.worker.predict.Answer.Refused;
import dev.presage.worker.window.PriceWindows;
import dev.presage.worker.window.PriceWindows.TickerWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests from models and price windows. Knows no Kafka; safe for use by several threads. */
public final class Predictor {
    private static final Logger LOG = LoggerFactory.getLogger(Predictor.class);

    private final Models models;
    private final PriceWindows prices;
    private final Clock clock;
    private final PredictionListener listener;
    private final ForecastCache cache = new ForecastCache();

    /** Is told how answers came about. */
    public interface PredictionListener {
        /** A forecast was found, or had to be made; only forecasts from prices alone can be found. */
        void cacheLookedUp(boolean found);

        /** A model was asked with that many rows at once. */
        void modelAsked(int rows);
    }

    /** A request that gets no prediction, from wherever that is found out. */
    private static final class RefusedException extends Exception {
        private final Reason reason;
        private final String sentence;

        RefusedException(Reason reason, String sentence) {
            super(sentence, null, false, false);
            this.reason = reason;
            this.sentence = sentence;
        }
    }

    public Predictor(Models models, PriceWindows prices, Clock clock, PredictionListener listener) {
        this.models = models;
        this.prices = prices;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * The one outcome of a request. Only a Java {@link Error} gets out of here.
     *
     * @param json the record's value; null for a record without one
     * @param recordTime the record's timestamp
     */
    public Answer answer(byte @Nullable [] json, Instant recordTime) {
        String requestId = null;
        try {
            Decoded<TimedRequest> decoded = RequestDecoder.decode(json, recordTime);
            if (decoded instanceof Rejected<TimedRequest> rejected) {
                return new Refused(Reason.of(rejected.fault()), rejected.message(), rejected.requestId());
            }
            TimedRequest timed = ((Accepted<TimedRequest>) decoded).value();
            requestId = timed.request().requestId();
            return new Predicted(predict(timed.request(), timed.asOf()));
        } catch (RefusedException e) {
            return new Refused(e.reason, e.sentence, requestId);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a request met a defect of the worker and goes to the dead letters");
            return new Refused(Reason.INTERNAL_ERROR, "the worker failed: " + e, requestId);
        }
    }

    private Prediction predict(PredictionRequest request, Instant asOf) throws RefusedException {
        Instant now = clock.instant();
        Instant expiresAt = request.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new RefusedException(
                    Reason.EXPIRED, "expires_at is " + expiresAt + ", expected later than now, which is " + now);
        }
        Model model = models.get(request.modelType());
        if (model == null) {
            throw new RefusedException(
                    Reason.UNKNOWN_MODEL,
                    "model_type is '" + request.modelType() + "', expected one of " + servedTypes());
        }
        TickerWindow window = prices.get(request.ticker());
        if (window == null) {
            throw new RefusedException(Reason.NO_PRICES, "no bar for " + request.ticker() + " at or before " + asOf);
        }
        BarWindow bars = window.bars().until(asOf);
        requireFresh(request, asOf, bars, model.manifest());
        return forecast(request, window, bars, model).answer(request, asOf, now);
    }

    private static void requireFresh(PredictionRequest request, Instant asOf, BarWindow bars, ModelManifest manifest)
            throws RefusedException {
        if (bars.isEmpty()) {
            throw bars.truncated()
                    ? tooOld(request, asOf, bars)
                    : new RefusedException(
                            Reason.NO_PRICES, "no bar for " + request.ticker() + " at or before " + asOf);
        }
        Duration age = Duration.between(bars.last().closeTime(), asOf);
        if (age.compareTo(manifest.maxReferenceAge()) > 0) {
            throw new RefusedException(
                    Reason.STALE_PRICES,
                    "the newest bar for " + request.ticker() + " at " + asOf + " closed at "
                            + bars.last().closeTime() + ", expected at most "
                            + manifest.maxReferenceAge().toHours()
                            + " hours earlier");
        }
    }

    private static RefusedException tooOld(PredictionRequest request, Instant asOf, BarWindow bars) {
        return new RefusedException(
                Reason.AS_OF_TOO_OLD,
                "as_of is " + asOf + ", expected a time at which the bars kept for " + request.ticker()
                        + " are enough: of those, " + bars.size() + " close by then");
    }

    private Forecast forecast(PredictionRequest request, TickerWindow window, BarWindow bars, Model model)
            throws RefusedException {
        PriceBar reference = bars.last();
        boolean fromPricesAlone = request.features().isEmpty();
        if (fromPricesAlone) {
            Forecast known = cache.get(window, request.modelType(), reference);
            listener.cacheLookedUp(known != null);
            if (known != null) {
                return known;
            }
        }
        Forecast forecast = ask(model, row(request, bars, model.manifest()), reference, source(request, model));
        if (fromPricesAlone) {
            cache.put(window, forecast);
        }
        return forecast;
    }

    private static FeaturesSource source(PredictionRequest request, Model model) {
        return model.manifest().features().stream().anyMatch(request.features()::containsKey)
                ? FeaturesSource.REQUEST
                : FeaturesSource.PRICES;
    }

    /** The manifest's features in order: the request's own where it names one, else computed from bars. */
    private static float[] row(PredictionRequest request, BarWindow bars, ModelManifest manifest)
            throws RefusedException {
        List<String> names = manifest.features();
        float[] row = new float[names.size()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            String name = names.get(i);
            Double given = request.features().get(name);
            Optional<Feature> computed = given == null ? Feature.named(name) : Optional.empty();
            if (given != null) {
                row[i] = given.floatValue();
                if (!Float.isFinite(row[i])) {
                    throw new RefusedException(
                            Reason.INVALID_FIELD,
                            "features." + name + " is " + given + ", expected a number that 32 bits can hold");
                }
            } else if (computed.isPresent()) {
                requireEnough(request, bars, computed.get());
                row[i] = (float) computed.get().of(bars);
                if (!Float.isFinite(row[i])) {
                    throw new RefusedException(
                            Reason.MODEL_FAILURE,
                            name + " computed from prices is " + row[i] + ", expected a finite number");
                }
            } else {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    Reason.MISSING_FEATURE,
                    "features lack " + missing + ", expected from the request because " + manifest.id()
                            + " needs them and prices don't give them");
        }
        return row;
    }

    private static void requireEnough(PredictionRequest request, BarWindow bars, Feature feature)
            throws RefusedException {
        if (bars.size() >= feature.barsNeeded()) {
            return;
        }
        if (bars.truncated()) {
            throw tooOld(request, request.asOf() == null ? bars.last().closeTime() : request.asOf(), bars);
        }
        throw new RefusedException(
                Reason.TOO_FEW_PRICES,
                bars.size() + " bars for " + request.ticker() + " up to "
                        + bars.last().closeTime() + ", expected at least " + feature.barsNeeded() + " for "
                        + feature.featureName());
    }

    private Forecast ask(Model model, float[] row, PriceBar reference, FeaturesSource source) throws RefusedException {
        ModelManifest manifest = model.manifest();
        Expectation expectation;
        try {
            listener.modelAsked(1);
            expectation = model.expect(new float[][] {row}).get(0);
        } catch (ModelFailedException e) {
            throw new RefusedException(Reason.MODEL_FAILURE, String.valueOf(e.getMessage()));
        }
        double predictedPrice = reference.close() * (1 + expectation.predictedReturn());
        if (!Double.isFinite(predictedPrice) || predictedPrice <= 0) {
            throw new RefusedException(
                    Reason.MODEL_FAILURE,
                    "the price predicted from " + reference.close() + " and a return of "
                            + expectation.predictedReturn() + " is " + predictedPrice
                            + ", expected a finite price above 0");
        }
        return new Forecast(
                manifest.id(),
                reference.closeTime(),
                reference.close(),
                manifest.horizonBars(),
                predictedPrice,
                expectation.confidence(),
                source);
    }

    private List<String> servedTypes() {
        return models.all().stream().map(model -> model.manifest().id().type()).toList();
    }
}
