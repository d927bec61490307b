package dev.presage.evaluator;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sessions of 2017 in which some tickers' prices wander, and normal/1 forecasts each on each. */
final class PastMarket {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ModelId NORMAL = new ModelId("normal", 1);

    private final List<LocalDate> sessions;
    private final List<Ticker> tickers = new ArrayList<>();
    private final double[][] closes;

    PastMarket(int sessions, int tickers) {
        this.sessions = LocalDate.parse("2017-01-03")
                .datesUntil(LocalDate.parse("2018-01-01"))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .limit(sessions)
                .toList();
        this.closes = new double[tickers][sessions];
        Random random = new Random(20170103);
        for (int ticker = 0; ticker < tickers; ticker++) {
            this.tickers.add(new Ticker("T" + ticker));
            double close = 100;
            for (int session = 0; session < sessions; session++) {
                close *= 1 + 0.01 * random.nextGaussian();
                closes[ticker][session] = close;
            }
        }
    }

    LocalDate day(int session) {
        return sessions.get(session);
    }

    Ticker ticker(int number) {
        return tickers.get(number);
    }

    /** The bar of a ticker in a session, as it is right. */
    PriceBar bar(int ticker, int session) {
        return bar(ticker, session, closes[ticker][session]);
    }

    /** The same with another close. */
    PriceBar bar(int ticker, int session, double close) {
        return new PriceBar(
                tickers.get(ticker),
                day(session).atTime(LocalTime.of(16, 0)).atZone(NEW_YORK).toInstant(),
                close,
                close,
                close,
                close,
                1000);
    }

    /** The bars of sessions, first to last, of all tickers. */
    List<PriceBar> bars(int first, int last) {
        List<PriceBar> bars = new ArrayList<>();
        for (int session = first; session <= last; session++) {
            for (int ticker = 0; ticker < tickers.size(); ticker++) {
                bars.add(bar(ticker, session));
            }
        }
        return bars;
    }

    /** What normal/1 forecast right after each of those bars, told the closes as they are right. */
    List<Prediction> predictions(int first, int last) {
        Random random = new Random(first);
        List<Prediction> predictions = new ArrayList<>();
        for (PriceBar bar : bars(first, last)) {
            predictions.add(new Prediction(
                    bar.ticker() + "-" + bar.closeTime(),
                    bar.ticker(),
                    NORMAL,
                    bar.closeTime(),
                    bar.closeTime(),
                    bar.close(),
                    1,
                    bar.close() * (1 + 0.005 * random.nextGaussian()),
                    0.5 + random.nextDouble() / 4,
                    FeaturesSource.PRICES,
                    bar.closeTime().plusSeconds(60)));
        }
        return predictions;
    }
}
