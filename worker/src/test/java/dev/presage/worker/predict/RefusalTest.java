package dev.presage.worker.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.PriceBar;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What gets no prediction, and the sentence that says why. */
class RefusalTest extends WithPredictor {
    @Test
    void refusesAModelThatIsNotServed() {
        assertRefused(
                request("r1", "quarterly", close(1)),
                Reason.UNKNOWN_MODEL,
                "model_type is 'quarterly', expected one of [normal, root]");
    }

    @Test
    void refusesATickerWithoutPrices() {
        assertRefused(
                request("r1", "normal", close(1)),
                Reason.NO_PRICES,
                "no bar for AAPL at or before 2017-01-03T21:00:00Z");
    }

    @Test
    void refusesAnAsOfBeforeTheFirstBar() {
        put(30);
        assertRefused(
                request("r1", "normal", FIRST_CLOSE.minusSeconds(1)),
                Reason.NO_PRICES,
                "no bar for AAPL at or before 2017-01-02T20:59:59Z");
    }

    @Test
    void refusesWhenThereAreFewerBarsThanTheFeaturesNeed() {
        put(5);
        assertRefused(
                request("r1", "normal", close(4)),
                Reason.TOO_FEW_PRICES,
                "5 bars for AAPL up to 2017-01-06T21:00:00Z, expected at least 10 for momentum_10");
    }

    @Test
    void refusesAnAsOfThatTheWindowNoLongerReaches() {
        put(50);
        assertRefused(
                request("r1", "normal", close(9)),
                Reason.AS_OF_TOO_OLD,
                "as_of is 2017-01-11T21:00:00Z, expected a time at which the bars kept for AAPL are enough: of those, 0"
                        + " close by then");
        assertRefused(
                request("r1", "normal", close(15)),
                Reason.AS_OF_TOO_OLD,
                "as_of is 2017-01-17T21:00:00Z, expected a time at which the bars kept for AAPL are enough: of those, 6"
                        + " close by then");
    }

    @Test
    void namesTheRecordsTimestampWhereTheRequestHasNoAsOf() {
        put(50);
        byte[] json = PredictionRequestJson.encode(request("r1", "normal", null));
        assertThat(answer(predictor, json, close(15).plusSeconds(60)))
                .isEqualTo(new Refused(
                        Reason.AS_OF_TOO_OLD,
                        "as_of is 2017-01-17T21:01:00Z, expected a time at which the bars kept for AAPL are enough: of"
                                + " those, 6 close by then",
                        "r1"));
    }

    @Test
    void refusesAReferenceThatIsTooOld() {
        put(30);
        assertRefused(
                request("r1", "normal", close(29).plusSeconds(10 * 86_400 + 1)),
                Reason.STALE_PRICES,
                "the newest bar for AAPL at 2017-02-10T21:00:01Z closed at 2017-01-31T21:00:00Z, expected at most 240"
                        + " hours earlier");
        assertThat(predicted(request("r1", "normal", close(39))).referenceTime())
                .isEqualTo(close(29));
    }

    @Test
    void refusesWhenNobodySuppliesAFeature() {
        put(30);
        assertRefused(
                request("r1", "root", close(29)),
                Reason.MISSING_FEATURE,
                "features lack [sentiment], expected from the request because root/1 needs them and prices don't give"
                        + " them");
    }

    @Test
    void refusesARequestThatHasExpired() {
        put(30);
        assertRefused(
                new PredictionRequest("r1", AAPL, "normal", close(29), Map.of(), NOW),
                Reason.EXPIRED,
                "expires_at is 2017-03-01T22:00:00Z, expected later than now, which is 2017-03-01T22:00:00Z");
    }

    @Test
    void refusesWhatTheModelMakesOfARowThatItCantAnswer() {
        put(30);
        assertRefused(
                new PredictionRequest("r1", AAPL, "root", close(29), Map.of("sentiment", -1.0), null),
                Reason.MODEL_FAILURE,
                "model root/1 predicts a return of NaN, expected a finite number above -1");
    }

    @Test
    void refusesWhatPricesBeyondAllReasonMakeOfAFeature() {
        put(30);
        prices.put(new PriceBar(AAPL, close(30), 1e300, 1e300, 1e300, 1e300, 1000));
        assertRefused(
                request("r1", "normal", close(30)),
                Reason.MODEL_FAILURE,
                "return_1 computed from prices is Infinity, expected a finite number");
    }

    @Test
    void refusesAPriceThatNoNumberHolds() {
        put(30);
        prices.put(new PriceBar(AAPL, close(30), 1.79e308, 1.79e308, 1.79e308, 1.79e308, 1000));
        assertRefused(
                new PredictionRequest("r1", AAPL, "root", close(30), Map.of("sentiment", 4.0), null),
                Reason.MODEL_FAILURE,
                "the price predicted from 1.79E308 and a return of 2.0 is Infinity, expected a finite price above 0");
    }

    @Test
    void refusesAFeatureThatTheModelCantTake() {
        put(30);
        assertRefused(
                new PredictionRequest("r1", AAPL, "root", close(29), Map.of("sentiment", 1e300), null),
                Reason.INVALID_FIELD,
                "features.sentiment is 1.0E300, expected a number that 32 bits can hold");
    }

    @Test
    void aDefectBecomesARefusalThatSaysSo() {
        put(30);
        predictor = new Predictor(models, prices, Clock.fixed(NOW, ZoneOffset.UTC), new Predictor.PredictionListener() {
            @Override
            public void cacheLookedUp(boolean found) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public void modelAsked(int rows) {}
        });
        assertRefused(
                request("r1", "normal", close(29)),
                Reason.INTERNAL_ERROR,
                "the worker failed: java.lang.IllegalStateException: a defect");
    }

    @Test
    void refusesBytesThatAreNoRequest() {
        assertThat(answer(predictor, "{\"request_id\":\"r9\"}".getBytes(UTF_8), NOW))
                .isEqualTo(new Refused(Reason.MISSING_FIELD, "ticker is missing", "r9"));
    }
}
