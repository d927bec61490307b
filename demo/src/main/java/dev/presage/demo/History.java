package dev.presage.demo;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.features.BarWindow;
import dev.presage.features.HighVolume;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened, and what is asked about it.
 *
 * @param bars of all tickers, the oldest first
 * @param sessions when the sessions closed that are asked about, the oldest first
 * @param questions one for each ticker that was traded and each model that is for such a day, in order of time
 */
record History(List<PriceBar> bars, List<Instant> sessions, List<Question> questions) {
    static final String NORMAL = "normal";
    static final String EARNINGS = "earnings";

    /** What would the model have said of that ticker at that close? */
    record Question(Ticker ticker, String modelType, Instant asOf) {}

    History {
        bars = List.copyOf(bars);
        sessions = List.copyOf(sessions);
        questions = List.copyOf(questions);
    }

    /**
     * The last sessions of the bars.
     *
     * @throws IllegalArgumentException if there are not so many that a model can be asked about
     */
    static History of(List<PriceBar> bars, int lastSessions) {
        List<PriceBar> byTime = new ArrayList<>(bars);
        byTime.sort(Comparator.comparing(PriceBar::closeTime));
        List<Instant> all = byTime.stream().map(PriceBar::closeTime).distinct().toList();
        int most = all.size() - HighVolume.BARS_NEEDED;
        if (lastSessions > most) {
            throw new IllegalArgumentException("--sessions is " + lastSessions + ", expected at most " + most
                    + ": the bars have " + all.size() + " sessions, and a prediction needs " + HighVolume.BARS_NEEDED
                    + " before it");
        }
        List<Instant> sessions = all.subList(all.size() - lastSessions, all.size());
        return new History(byTime, sessions, questions(byTime, sessions.get(0)));
    }

    LocalDate firstSession() {
        return Calendar.session(sessions.get(0));
    }

    LocalDate lastSession() {
        return Calendar.session(sessions.get(sessions.size() - 1));
    }

    /** Those that can be asked about the newest session, and so about now. */
    List<Question> newest() {
        Instant newest = sessions.get(sessions.size() - 1);
        return questions.stream()
                .filter(question -> question.asOf().equals(newest))
                .toList();
    }

    private static List<Question> questions(List<PriceBar> byTime, Instant first) {
        List<Question> questions = new ArrayList<>();
        Map<Ticker, BarWindow> windows = new HashMap<>();
        for (PriceBar bar : byTime) {
            BarWindow window = windows.getOrDefault(bar.ticker(), BarWindow.empty(HighVolume.BARS_NEEDED))
                    .with(bar);
            windows.put(bar.ticker(), window);
            if (bar.closeTime().isBefore(first)) {
                continue;
            }
            questions.add(new Question(bar.ticker(), NORMAL, bar.closeTime()));
            if (window.size() == HighVolume.BARS_NEEDED && HighVolume.is(window)) {
                questions.add(new Question(bar.ticker(), EARNINGS, bar.closeTime()));
            }
        }
        return questions;
    }
}
