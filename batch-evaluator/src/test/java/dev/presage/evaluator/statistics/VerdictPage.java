package dev.presage.evaluator.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.measure.Verdict;
import dev.presage.evaluator.statistics.Simulation.Drop;
import dev.presage.evaluator.statistics.Simulation.Sounded;
import dev.presage.process.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@code docs/verdict.md}: prose that stands in {@code statistics/verdict.md}, with what was found in the places that it leaves. */
final class VerdictPage {
    static final Path COMMITTED = Checkout.own().root().resolve("docs/verdict.md");

    private final Simulation simulation;
    private final Map<String, String> found = new LinkedHashMap<>();

    private VerdictPage(Simulation simulation) {
        this.simulation = simulation;
    }

    /** The page as it must be. */
    static String of(Simulation simulation, List<Sounded> falseAlarms, List<Drop> drops) throws IOException {
        VerdictPage page = new VerdictPage(simulation);
        page.sample();
        page.worth();
        page.shipped();
        page.found.put("false_alarms", falseAlarms(falseAlarms));
        page.found.put("drops", drops(drops));
        page.calibration();
        page.found.put("tolerance", Integer.toString(simulation.mostFalseAlarms()));
        page.found.put("years", Integer.toString(simulation.years));
        page.found.put("drop_years", Integer.toString(simulation.years / 4));
        page.found.put("largest_move", String.format(Locale.ROOT, "%.1f", PriceHistory.LARGEST_MOVE));
        page.found.put("trailing", Integer.toString(AlarmRule.TRAILING));
        page.found.put("measured_again", Integer.toString(Verdict.MEASURED_AGAIN));
        return page.filled();
    }

    private void sample() {
        StringBuilder rows = new StringBuilder();
        for (SampleYear year : simulation.sample) {
            double alike = year.intraclassCorrelation();
            rows.append(String.format(
                    Locale.ROOT,
                    "| %d, %s training | %.0f | %s | %.3f | %.2f | %.2f | %.1f | %.1f |\n",
                    year.year(),
                    year == simulation.afterTraining() ? "after" : "in",
                    year.count(),
                    percent(year.accuracy().ratio()),
                    alike,
                    year.designEffect(),
                    Math.sqrt(year.designEffect()),
                    widening(100, alike),
                    widening(500, alike)));
        }
        found.put("sample", rows.toString().stripTrailing());
    }

    private void worth() {
        double alike = simulation.afterTraining().intraclassCorrelation();
        found.put("sample_tickers", Integer.toString(simulation.afterTraining().tickers()));
        found.put("alike", String.format(Locale.ROOT, "%.3f", alike));
        found.put("worth_500", String.format(Locale.ROOT, "%.0f", IntraclassCorrelation.effectiveTrials(500, alike)));
        found.put("most_worth", String.format(Locale.ROOT, "%.0f", 1 / alike));
        found.put(
                "wider_5",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        Math.sqrt(simulation.afterTraining().designEffect())));
        found.put("wider_100", String.format(Locale.ROOT, "%.1f", widening(100, alike)));
        found.put("wider_500", String.format(Locale.ROOT, "%.1f", widening(500, alike)));
        found.put("expected", percent(simulation.expected.ratio()));
        found.put("margin", String.format(Locale.ROOT, "%.1f", 100 * simulation.expected.standardError()));
    }

    /** What the rules would have said of the shipped model. */
    private void shipped() {
        SampleYear year = simulation.afterTraining();
        Interval bounds = year.accuracy().bounds();
        double anytime = year.anytimeUpper();
        ExpectedAccuracy expected = simulation.expected;
        found.put("sample_year", Integer.toString(year.year()));
        found.put("sample_accuracy", percent(year.accuracy().ratio()));
        found.put("sample_forecasts", String.format(Locale.ROOT, "%.0f", year.count()));
        found.put("sample_bounds", percent(bounds.lower()) + " to " + percent(bounds.upper()));
        found.put("sample_anytime", percent(anytime));
        found.put(
                "sample_verdict",
                anytime < expected.ratio() - expected.standardError()
                        ? "below what its manifest promises, by more than the margin"
                        : anytime < expected.ratio()
                                ? "below what its manifest promises, but not by the margin"
                                : "no alarm, though it was worse than its manifest promises");
    }

    /** How many times as wide as for independent forecasts the bounds of a session's accuracy are. */
    private static double widening(double tickers, double alike) {
        return Math.sqrt(tickers / IntraclassCorrelation.effectiveTrials(tickers, alike));
    }

    private static String falseAlarms(List<Sounded> rows) {
        StringBuilder table = new StringBuilder();
        for (Sounded row : rows) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | **%s** | %s | %s | %s | %s | %s |\n",
                    row.market().horizon(),
                    row.market().tickers(),
                    percent(row.nights(AlarmRule.ANYTIME).share()),
                    percent(row.withMargin(AlarmRule.ANYTIME).share()),
                    percent(row.nights(AlarmRule.CLUSTERED).shareOfOneNight()),
                    percent(row.nights(AlarmRule.CLUSTERED).share()),
                    percent(row.nights(AlarmRule.NAIVE).shareOfOneNight()),
                    percent(row.nights(AlarmRule.NAIVE).share())));
        }
        return table.toString().stripTrailing();
    }

    private static String drops(List<Drop> rows) {
        StringBuilder table = new StringBuilder();
        for (Drop row : rows) {
            Sounded atOnce = row.atOnce();
            table.append(String.format(
                    Locale.ROOT,
                    "| %.0f | %d | %d | **%s** | %s | %s | %s | %s |\n",
                    100 * row.size(),
                    atOnce.market().horizon(),
                    atOnce.market().tickers(),
                    found(atOnce.nights(AlarmRule.ANYTIME)),
                    found(atOnce.withMargin(AlarmRule.ANYTIME)),
                    found(row.later().nights(AlarmRule.ANYTIME)),
                    found(atOnce.nights(AlarmRule.CLUSTERED)),
                    found(atOnce.nights(AlarmRule.NAIVE))));
        }
        return table.toString().stripTrailing();
    }

    private static String found(Nights nights) {
        String median =
                nights.median().isPresent() ? Integer.toString(nights.median().getAsInt()) : "–";
        return String.format(Locale.ROOT, "%s (%.0f %%)", median, 100 * nights.share());
    }

    private void calibration() {
        OverconfidentModels honest = OverconfidentModels.by(0);
        OverconfidentModels tenth = OverconfidentModels.by(0.1);
        found.put("sessions", Integer.toString(OverconfidentModels.SESSIONS));
        found.put("blamed", percent(honest.lowerTooHigh()));
        found.put("lower_too_high", percent(tenth.lowerTooHigh()));
        found.put("upper_too_low", percent(tenth.upperTooLow()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private String filled() throws IOException {
        String page;
        try (InputStream text = Objects.requireNonNull(
                VerdictPage.class.getResourceAsStream("/statistics/verdict.md"), "statistics/verdict.md is missing")) {
            page = new String(text.readAllBytes(), UTF_8);
        }
        for (Map.Entry<String, String> place : found.entrySet()) {
            String name = "{" + place.getKey() + "}";
            if (!page.contains(name)) {
                throw new IllegalStateException("statistics/verdict.md has no place for " + name);
            }
            page = page.replace(name, place.getValue());
        }
        return page;
    }
}
