package dev.presage.worker.predict;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.features.BarWindow;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests from models and price windows. Knows no Kafka; safe for use by several threads. */
public final class Predictor {
    private static final Logger LOG = LoggerFactory.getLogger(Predictor.class);
    private static final Duration BETWEEN_LOGS = Duration.ofMinutes(1);

    private final Models models;
    private final PriceWindows prices;
    private final Clock clock;
    private final PredictionListener listener;
    private final ForecastCache cache = new ForecastCache();
    private volatile Instant defectLogged = Instant.EPOCH;

    /** Is told how answers came about. */
    public interface PredictionListener {
        /** A forecast was found, or had to be made; only forecasts from prices alone can be found. */
        void cacheLookedUp(boolean found);

        /** A model was asked with that many rows at once. */
        void modelAsked(int rows);
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
            return new Predicted(predict(timed));
        } catch (RefusedException e) {
            return new Refused(e.reason(), e.sentence(), requestId);
        } catch (RuntimeException e) {
            logDefect(e);
            return new Refused(Reason.INTERNAL_ERROR, "the worker failed: " + e, requestId);
        }
    }

    /** Once a minute: a defect that meets every request must not fill the disk; the dead letters tell of each. */
    private void logDefect(RuntimeException e) {
        Instant now = clock.instant();
        if (now.isAfter(defectLogged.plus(BETWEEN_LOGS))) {
            defectLogged = now;
            LOG.atError().setCause(e).log("requests meet a defect of the worker and go to the dead letters");
        }
    }

    private Prediction predict(TimedRequest timed) throws RefusedException {
        PredictionRequest request = timed.request();
        Instant asOf = timed.asOf();
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
        requireFresh(timed, bars, model.manifest());
        return forecast(timed, window, bars, model).answer(request, asOf, now);
    }

    private static void requireFresh(TimedRequest timed, BarWindow bars, ModelManifest manifest)
            throws RefusedException {
        Ticker ticker = timed.request().ticker();
        if (bars.isEmpty()) {
            throw bars.truncated()
                    ? RefusedException.asOfTooOld(timed, bars)
                    : new RefusedException(Reason.NO_PRICES, "no bar for " + ticker + " at or before " + timed.asOf());
        }
        Duration age = Duration.between(bars.last().closeTime(), timed.asOf());
        if (age.compareTo(manifest.maxReferenceAge()) > 0) {
            throw new RefusedException(
                    Reason.STALE_PRICES,
                    "the newest bar for " + ticker + " at " + timed.asOf() + " closed at "
                            + bars.last().closeTime() + ", expected at most "
                            + manifest.maxReferenceAge().toHours()
                            + " hours earlier");
        }
    }

    private Forecast forecast(TimedRequest timed, TickerWindow window, BarWindow bars, Model model)
            throws RefusedException {
        PredictionRequest request = timed.request();
        PriceBar reference = bars.last();
        boolean fromPricesAlone = request.features().isEmpty();
        if (fromPricesAlone) {
            Forecast known = cache.get(window, request.modelType(), reference);
            listener.cacheLookedUp(known != null);
            if (known != null) {
                return known;
            }
        }
        Forecast forecast = ask(model, FeatureRow.of(timed, bars, model.manifest()), reference, source(request, model));
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
