package dev.presage.evaluator.statistics;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.PriceLog;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.recompute.FeatureHistory;
import dev.presage.features.DailyBars;
import dev.presage.features.Feature;
import dev.presage.inference.Model;
import dev.presage.inference.ModelLoader;
import dev.presage.process.Checkout;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/** How often the shipped model's directions were right in the sessions of a year of the sample bars. */
final class SampleYear {
    static final ModelId SHIPPED = new ModelId("normal", 1);

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final int year;
    private final double[] right;
    private final double[] forecasts;

    /**
     * @param right of each session
     * @param forecasts of each session
     */
    private SampleYear(int year, double[] right, double[] forecasts) {
        this.year = year;
        this.right = right;
        this.forecasts = forecasts;
    }

    /** What the shipped model's files say of it. */
    static ModelManifest manifest() throws ModelRepository.InvalidModelException {
        return ModelRepository.open(Checkout.own().models()).manifest(SHIPPED);
    }

    /** Asks the model at the close before each session of these years. */
    static List<SampleYear> of(int... years) throws Exception {
        PriceLog log = new PriceLog(0);
        Set<Ticker> tickers = new TreeSet<>();
        long offset = 0;
        for (PriceBar bar : DailyBars.read(Checkout.own().root().resolve("data/daily-bars.csv"))) {
            log.add(bar, 0, offset++);
            tickers.add(bar.ticker());
        }
        PriceHistory prices = PriceHistory.of(List.of(log));
        List<SampleYear> found = new ArrayList<>();
        try (Model model = ModelLoader.load(ModelRepository.open(Checkout.own().models()), manifest())) {
            for (int year : years) {
                found.add(of(year, model, prices, tickers));
            }
        }
        return found;
    }

    private static SampleYear of(int year, Model model, PriceHistory prices, Set<Ticker> tickers) throws Exception {
        NavigableSet<LocalDate> sessions = prices.sessions(NEW_YORK);
        NavigableSet<LocalDate> ofYear =
                sessions.subSet(LocalDate.of(year, 1, 1), true, LocalDate.of(year, 12, 31), true);
        DoubleStream.Builder right = DoubleStream.builder();
        DoubleStream.Builder forecasts = DoubleStream.builder();
        for (LocalDate session : ofYear) {
            double rightToday = 0;
            int today = 0;
            for (Ticker ticker : tickers) {
                OptionalDouble score =
                        score(model, prices, ticker, DailyBars.closeTime(sessions.lower(session)), session);
                rightToday += score.orElse(0);
                today += score.isPresent() ? 1 : 0;
            }
            right.add(rightToday);
            forecasts.add(today);
        }
        return new SampleYear(year, right.build().toArray(), forecasts.build().toArray());
    }

    /** 1 if the direction was right, 0 if not, half if nothing moved; empty without a bar that is needed. */
    private static OptionalDouble score(
            Model model, PriceHistory prices, Ticker ticker, Instant reference, LocalDate session) throws Exception {
        List<Feature> features = model.manifest().features().stream()
                .map(name -> Feature.named(name).orElseThrow())
                .toList();
        Question question =
                new Question(new Question.Series(ticker, model.manifest().id(), FeaturesSource.PRICES, 1), reference);
        Optional<float[]> row = new FeatureHistory(prices).row(features, question);
        OptionalDouble truth = prices.closeAt(ticker, DailyBars.closeTime(session));
        if (row.isEmpty() || truth.isEmpty()) {
            return OptionalDouble.empty();
        }
        double expected = model.expect(new float[][] {row.get()}).get(0).predictedReturn();
        double came = truth.getAsDouble() - prices.closeAt(ticker, reference).orElseThrow();
        return OptionalDouble.of((1 + Math.signum(expected) * Math.signum(came)) / 2);
    }

    int year() {
        return year;
    }

    double count() {
        return DoubleStream.of(forecasts).sum();
    }

    /** The most in a session. */
    int tickers() {
        return (int) DoubleStream.of(forecasts).max().orElseThrow();
    }

    /** The anytime-valid upper bound at the end of the year. */
    double anytimeUpper() {
        double[] means = new double[right.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = right[i] / forecasts[i]; // NaN for a session without any, as the bound wants it
        }
        return AnytimeUpperBound.after(means, 1)[means.length - 1];
    }

    ClusteredRatio accuracy() {
        return ClusteredRatio.of(right, forecasts, 0);
    }

    double designEffect() {
        return accuracy().designEffect().orElseThrow();
    }

    double intraclassCorrelation() {
        return IntraclassCorrelation.of(right, forecasts).orElseThrow();
    }
}
