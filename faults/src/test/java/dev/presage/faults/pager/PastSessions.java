package dev.presage.faults.pager;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.faults.HandMadeModel;
import dev.presage.features.DailyBars;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many tickers over three months of sessions, about which models are asked when it is known how they went on. Tickers and sessions are told by number. */
final class PastSessions {
    static final int TICKERS = 60;

    /** Tickers beyond the others; of every second one the bars after {@link #GAP} are lost at first. */
    static final int WITH_GAPS = 20;

    /** A week and a half before the last: whoever waits for a truth of then has waited long enough. */
    static final int GAP = 58;

    static final int LAST = 64;

    /** How many sessions the evaluator looks back on, beside those of the year. */
    static final int WINDOW = 20;

    /** Before the last 20 sessions there is room for two times 20: New Year's Day lies within one of them at most. */
    private static final List<Integer> BAD_ENDS = List.of(22, 42);

    private static final List<String> REAL = List.of("AAPL", "COKE", "GOOGL", "TSLA", "YHOO");

    private final Market market;
    private final List<LocalDate> days = Market.sessions(LAST + 1, Instant.now());
    private final List<List<PriceBar>> bars = new ArrayList<>();
    private long asked;

    PastSessions(Market market) {
        this.market = market;
        for (int i = 0; i < TICKERS + WITH_GAPS; i++) {
            String real = REAL.get(i % REAL.size());
            bars.add(market.bars(new Ticker(real + "-" + i), real, days));
        }
    }

    LocalDate day(int session) {
        return days.get(session);
    }

    /** The last of 20 sessions of one calendar year, none of which is among the last 20. */
    int badEnd() {
        return badEnd(days);
    }

    static int badEnd(List<LocalDate> days) {
        return BAD_ENDS.stream()
                .filter(end ->
                        days.get(end).getYear() == days.get(end - WINDOW + 1).getYear())
                .findFirst()
                .orElseThrow();
    }

    /** From the close of one session to that of the last. */
    Duration untilLast(int session) {
        return Duration.between(DailyBars.closeTime(day(session)), DailyBars.closeTime(day(LAST)));
    }

    /** Publishes all bars but those that are lost. */
    void publish() {
        for (int i = 0; i < bars.size(); i++) {
            market.publish(bars.get(i).subList(0, isLost(i) ? GAP + 1 : LAST + 1));
        }
    }

    /** Publishes those. */
    void publishLost() {
        for (int i = 0; i < bars.size(); i++) {
            market.publish(isLost(i) ? bars.get(i).subList(GAP + 1, LAST + 1) : List.of());
        }
    }

    private static boolean isLost(int ticker) {
        return ticker >= TICKERS && ticker % 2 == 1;
    }

    /**
     * Asks a model about a session, as of its close.
     *
     * @param size of the feature, which points to where the price went next, or with a minus to where it did not
     */
    void ask(String model, int ticker, int session, double size) {
        PriceBar bar = bars.get(ticker).get(session);
        double next = bars.get(ticker).get(session + 1).close();
        market.ask(
                model,
                bar.ticker().symbol(),
                bar.closeTime(),
                Map.of(HandMadeModel.FEATURE, next < bar.close() ? -size : size));
        asked++;
    }

    /** How often anything was asked. */
    long asked() {
        return asked;
    }
}
