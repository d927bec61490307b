package dev.presage.evaluator.publish.page;

import dev.presage.evaluator.report.Report;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reports with all that can be in one, the same at each run. */
public final class SampleReport {
    /** What a producer may send, and a page must not take for markup. */
    public static final String HOSTILE =
            "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>\"'&amp;";

    private static final LocalDate LAST = LocalDate.parse("2017-03-01");
    private static final Map<String, Long> STATES = counts(18, 20, 1, 0, 1);

    private final Random random = new Random(20170301);
    private final int nights;
    private final int tickers;

    /** About where a ratio surely is, by the normal approximation. */
    private record Bounds(double lower, double upper) {
        static Bounds of(double ratio, double trials) {
            double reach = 1.96 * Math.sqrt(0.25 / trials);
            return new Bounds(Math.max(0, ratio - reach), Math.min(1, ratio + reach));
        }
    }

    private SampleReport(int nights, int tickers) {
        this.nights = nights;
        this.tickers = tickers;
    }

    /** Of two models, over 250 nights and 20 tickers. */
    public static Report full() {
        return of(250, 20);
    }

    /** Of two models. */
    public static Report of(int nights, int tickers) {
        SampleReport sample = new SampleReport(nights, tickers);
        return sample.report(List.of(sample.model("normal", 2, 0.497, 0.54), sample.model("earnings", 1, 0.61, 0.57)));
    }

    static Report.Days days(String day) {
        return new Report.Days(day, day, "America/New_York", day + "T05:00:00Z", "2017-03-02T05:00:00Z");
    }

    private Report report(List<Report.OfModel> models) {
        Map<String, Report.Span> windows = new LinkedHashMap<>();
        windows.put("session", new Report.Span("2017-03-01", "2017-03-01", 1));
        windows.put("20_sessions", new Report.Span("2017-02-01", "2017-03-01", Math.min(20, nights)));
        windows.put("year", new Report.Span("2016-03-07", "2017-03-01", nights));
        Map<String, Map<String, Long>> totals = new LinkedHashMap<>();
        windows.keySet().forEach(window -> totals.put(window, STATES));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("models", "models");
        settings.put("zone", "America/New_York");
        return new Report(
                Report.SCHEMA_VERSION,
                "0.1.0",
                "2017-03-02T07:00:04Z",
                days("2017-03-01"),
                false,
                windows,
                totals,
                models,
                List.of(),
                List.of(
                        new Report.Change("2017-02-28", "normal", 2, "evaluated", 19.0, 20.0),
                        new Report.Change("2017-02-28", "normal", 2, "accuracy_ratio", 0.4737, 0.5),
                        new Report.Change("2017-02-27", "earnings", 1, "skill_ratio", null, -0.0123)),
                List.of(
                        new Report.LateBar("2017-02-28", "AAPL", "2017-02-28T21:00:00Z", 136.99, null, 3, 1207),
                        new Report.LateBar("2017-02-27", "TSLA", "2017-02-27T21:00:00Z", 246.23, 264.23, 1, 988)),
                List.of(new Report.SuspectBar("COKE", "2017-03-01T21:00:00Z", 60.1, 120.0, 2)),
                Map.of(
                        "prices",
                        new Report.TopicRead(3765, 3764, Map.of("malformed_json", 1L), HOSTILE, ranges()),
                        "predictions",
                        new Report.TopicRead(20_480, 20_480, Map.of(), "", ranges())),
                List.of(
                        "the earlier report reports/2017-02-24/report.json can't be compared with: schema_version is 1, expected 2",
                        HOSTILE),
                settings);
    }

    private static List<Report.Range> ranges() {
        return IntStream.range(0, 6)
                .mapToObj(partition -> new Report.Range(partition, 0, 753))
                .toList();
    }

    private Report.OfModel model(String type, int version, double skill, double promised) {
        List<Report.Night> verdicts = nights(skill);
        Map<String, Report.Figures> windows = new LinkedHashMap<>();
        windows.put("session", figures(18, skill));
        windows.put("20_sessions", figures(400, skill));
        windows.put("year", figures(20L * nights, skill));
        return new Report.OfModel(
                type,
                version,
                promised,
                0.01,
                "up",
                1,
                "PT168H",
                windows,
                verdicts,
                calibration(skill),
                tickers(),
                List.of(
                        new Report.Drift("return_1", 0.052, 0.121, 400),
                        new Report.Drift("volatility_20", 0.413, 0.121, 400),
                        new Report.Drift("gap", 0.08, 0.121, 400),
                        new Report.Drift("volume_ratio", 0.123, 0.121, 400),
                        new Report.Drift("prediction", 0.017, 0.121, 400)),
                List.of(
                        new Report.Comparison("20_sessions", "no_change", 20, 0.000_12, 0.81, 0.43),
                        new Report.Comparison("year", "no_change", nights, 0.000_31, 2.4, 0.0171),
                        new Report.Comparison("year", "version_1", nights, -0.000_8, -3.9, 0.000_12)),
                worst());
    }

    private List<Report.Night> nights(double skill) {
        List<LocalDate> days = Stream.iterate(LAST, day -> day.minusDays(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .limit(nights)
                .sorted()
                .toList();
        List<Report.Night> verdicts = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (LocalDate day : days) {
            right.add((int) IntStream.range(0, 20)
                    .filter(i -> random.nextDouble() < skill)
                    .count());
            List<Integer> trailing = right.subList(Math.max(0, right.size() - 20), right.size());
            double ratio = trailing.stream().mapToInt(Integer::intValue).sum() / (20.0 * trailing.size());
            Bounds bounds = Bounds.of(ratio, 20 * trailing.size());
            double year = right.stream().mapToInt(Integer::intValue).sum() / (20.0 * right.size());
            verdicts.add(new Report.Night(
                    day.toString(),
                    20,
                    right.get(right.size() - 1) / 20.0,
                    ratio,
                    bounds.lower(),
                    bounds.upper(),
                    Math.min(1, year + 1.9 / Math.sqrt(20.0 * right.size()))));
        }
        return verdicts;
    }

    private static Report.Figures figures(long evaluated, double accuracy) {
        Bounds bounds = Bounds.of(accuracy, (double) evaluated);
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("accuracy_ratio", accuracy);
        measures.put("accuracy_lower_ratio", bounds.lower());
        measures.put("accuracy_upper_ratio", bounds.upper());
        measures.put("effective_forecasts", evaluated / 2.5);
        if (evaluated > 1000) {
            measures.put("accuracy_anytime_upper_ratio", bounds.upper() + 0.012);
        }
        measures.put("baseline_accuracy_ratio", 0.542);
        measures.put("skill_ratio", accuracy - 0.5);
        measures.put("mean_absolute_error_usd", 1.234);
        measures.put("root_mean_squared_error_usd", 2.345);
        measures.put("bias_usd", -0.0317);
        measures.put("mean_absolute_percentage_error_ratio", 0.0123);
        measures.put("brier_score", 0.2503);
        if (evaluated > 20) {
            measures.put("calibration_error_ratio", 0.021);
            measures.put("calibration_error_lower_ratio", 0.0);
            measures.put("calibration_error_upper_ratio", 0.063);
        }
        return new Report.Figures(counts(evaluated, 20, 1, 0, 1), 2 * evaluated, 3, 0, measures);
    }

    private static List<Report.CalibrationBin> calibration(double skill) {
        List<Report.CalibrationBin> bins = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double confidence = 0.505 + 0.018 * i;
            double accuracy = skill + 0.01 * i - (i % 3) * 0.02;
            Bounds bounds = Bounds.of(accuracy, 50);
            bins.add(new Report.CalibrationBin(
                    i == 2 ? 49.5 : 50, confidence, accuracy, bounds.lower(), bounds.upper()));
        }
        return bins;
    }

    private List<Report.TickerFigures> tickers() {
        List<Report.TickerFigures> figures = new ArrayList<>();
        for (int i = 0; i < tickers; i++) {
            String ticker = i == 0 ? "<b>A" : "T" + (1000 + i);
            double accuracy = 0.4 + 0.2 * random.nextDouble();
            double error = 0.2 + 3 * random.nextDouble();
            double bias = random.nextGaussian() / 10;
            figures.add(new Report.TickerFigures(
                    ticker, 20, accuracy, error, error / 120, bias, i == 1 ? null : accuracy - 0.5));
        }
        return figures;
    }

    private static List<Report.WorstForecast> worst() {
        return IntStream.range(0, 10)
                .mapToObj(i -> new Report.WorstForecast(
                        i == 0 ? HOSTILE : "7b0c6a3e-5a1f-4f0e-9d5c-00000000000" + i,
                        "AAPL",
                        "2017-02-28T21:00:00Z",
                        "2017-03-01T21:00:00Z",
                        120,
                        121.25,
                        112 + i,
                        0.61 - i / 100.0,
                        9.25 / (112 + i)))
                .toList();
    }

    static Map<String, Long> counts(long evaluated, long pending, long missingTruth, long hindsight, long suspect) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("evaluated", evaluated);
        counts.put("pending", pending);
        counts.put("missing_truth", missingTruth);
        counts.put("hindsight", hindsight);
        counts.put("suspect", suspect);
        return counts;
    }
}
