package dev.presage.benchmark.report;

import dev.presage.benchmark.latency.Point;
import dev.presage.benchmark.measure.Contender;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The page's section on latency. */
final class LatencyText {
    private LatencyText() {}

    /** @param chart the picture's path, as the page sees it */
    static String of(LatencySection section, Optional<String> chart) {
        LatencySection.Setup setup = section.setup();
        StringBuilder text = new StringBuilder("## Latency\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%,d requests a second (case %s), from the time at which a request was meant to be sent to the receipt of its "
                        + "prediction by a reader of committed records; `WORKER_PROFILE=latency`, exactly once; %d s after %d s "
                        + "to warm up. Medians of the rounds; in brackets the least and the most; ms.%n%n",
                setup.perSecond(),
                setup.asked(),
                setup.seconds(),
                setup.warmUpSeconds()));
        text.append(rounds(section)).append('\n');
        if (!section.ramp().isEmpty()) {
            text.append("### Until no more goes through\n\n");
            chart.ifPresent(
                    file -> text.append("![Latency against load](").append(file).append(")\n\n"));
            for (String profile : section.profiles()) {
                text.append(section.knee(profile)).append("\n\n");
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%d s at each rate. The generator, the broker and the worker share this machine's processors.%n%n",
                    setup.rampSeconds()));
            text.append(ramp(section.ramp())).append('\n');
        }
        return text.append(Noise.of(section.environment())).append('\n').toString();
    }

    private static String rounds(LatencySection section) {
        Table table = new Table("", "p50", "p99", "p99.9");
        for (String contender : List.of(Contender.PASS_THROUGH.label(), Contender.WORKER.label())) {
            table.row(
                    contender,
                    cell(section, contender, Point::p50),
                    cell(section, contender, Point::p99),
                    cell(section, contender, Point::p999));
        }
        table.row("ratio", ratio(section, Point::p50), ratio(section, Point::p99), ratio(section, Point::p999));
        return table.text();
    }

    private static String cell(LatencySection section, String contender, ToDoubleFunction<Point> figure) {
        return section.figure(contender, figure)
                .map(spread -> spread.text("%.1f"))
                .orElse("");
    }

    private static String ratio(LatencySection section, ToDoubleFunction<Point> figure) {
        return section.ratio(figure)
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .orElse("");
    }

    private static String ramp(List<Point> points) {
        Table table = new Table("profile", "requests/s", "predictions/s", "p50, ms", "p99, ms", "p99.9, ms", "");
        for (Point point : points) {
            table.row(
                    point.profile(),
                    String.format(Locale.ROOT, "%,.0f", point.perSecond()),
                    String.format(Locale.ROOT, "%,.0f", point.achievedPerSecond()),
                    String.format(Locale.ROOT, "%,.1f", point.p50()),
                    String.format(Locale.ROOT, "%,.1f", point.p99()),
                    String.format(Locale.ROOT, "%,.1f", point.p999()),
                    point.isSaturated() ? "saturated" : "");
        }
        return table.text();
    }
}
