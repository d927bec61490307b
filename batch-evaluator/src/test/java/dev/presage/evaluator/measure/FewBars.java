package dev.presage.evaluator.measure;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.PriceLog;
import dev.presage.evaluator.match.SessionCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A ticker that closes once a day, and forecasts of it. */
final class FewBars {
    static final Ticker AAPL = new Ticker("AAPL");

    private static final Instant FIRST = Instant.parse("2017-03-01T21:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    final PriceHistory prices;
    final SessionCalendar calendar;

    /** @param closes of successive days; NaN for a day on which only another ticker closed */
    FewBars(double... closes) {
        PriceLog log = new PriceLog(0);
        for (int i = 0; i < closes.length; i++) {
            boolean halted = Double.isNaN(closes[i]);
            double close = halted ? 1 : closes[i];
            Ticker ticker = halted ? new Ticker("TSLA") : AAPL;
            log.add(new PriceBar(ticker, close(i), close, close, close, close, 1), 0, i);
        }
        prices = PriceHistory.of(List.of(log));
        Period period = new Period(day(0), day(closes.length - 1), NEW_YORK);
        calendar = new SessionCalendar(period, prices.sessions(NEW_YORK), 20, Instant.parse("2018-01-01T00:00:00Z"));
    }

    static Instant close(int day) {
        return FIRST.plus(Duration.ofDays(day));
    }

    static LocalDate day(int number) {
        return LocalDate.ofInstant(close(number), NEW_YORK);
    }

    /** A forecast that the price will change by so much, made soon after the reference bar. */
    Prediction prediction(ModelManifest model, int referenceDay, double expectedReturn, FeaturesSource source) {
        Instant reference = close(referenceDay);
        double price = prices.closeAt(AAPL, reference).orElseThrow();
        return new Prediction(
                "r" + referenceDay,
                AAPL,
                model.id(),
                reference,
                reference,
                price,
                model.horizonBars(),
                price * (1 + expectedReturn),
                0.6,
                source,
                reference.plusSeconds(60));
    }

    ModelForecasts forecasts(ModelManifest model, List<Prediction> predictions) {
        Map<ModelId, Duration> maxHorizons = Map.of(model.id(), model.maxHorizon());
        Forecasts forecasts =
                new Yardstick(new Matcher(prices, maxHorizons, calendar.start(), calendar.end()), false).forecasts();
        predictions.forEach(forecasts::add);
        return forecasts.finish(calendar).getOrDefault(model.id(), new ModelForecasts(calendar));
    }
}
