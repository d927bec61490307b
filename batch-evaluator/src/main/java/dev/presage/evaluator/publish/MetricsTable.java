package dev.presage.evaluator.publish;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The metrics as a person reads them: a line each, with the labels' values. */
public final class MetricsTable {
    private MetricsTable() {}

    /** The lines of the table, its heading first. */
    public static List<String> lines(EvaluationMetrics metrics) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"METRIC", "LABELS", "VALUE"});
        for (MetricSnapshot snapshot : metrics.snapshots()) {
            for (GaugeSnapshot.GaugeDataPointSnapshot point : ((GaugeSnapshot) snapshot).getDataPoints()) {
                rows.add(new String[] {
                    snapshot.getMetadata().getPrometheusName(), values(point.getLabels()), number(point.getValue())
                });
            }
        }
        int name = rows.stream().mapToInt(row -> row[0].length()).max().orElse(1);
        int labels = rows.stream().mapToInt(row -> row[1].length()).max().orElse(1);
        int value = rows.stream().mapToInt(row -> row[2].length()).max().orElse(1);
        String format = "%-" + name + "s  %-" + labels + "s  %" + value + "s";
        return rows.stream()
                .map(row -> String.format(Locale.ROOT, format, row[0], row[1], row[2]))
                .toList();
    }

    private static String values(Labels labels) {
        List<String> values = new ArrayList<>();
        labels.forEach(label -> values.add(label.getName() + "=" + label.getValue()));
        return String.join(" ", values);
    }

    /** Plainly, with at most eight decimals. */
    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_EVEN);
        return value == Math.rint(value)
                ? rounded.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : rounded.stripTrailingZeros().toPlainString();
    }
}
