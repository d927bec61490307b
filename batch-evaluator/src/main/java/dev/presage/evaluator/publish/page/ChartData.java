package dev.presage.evaluator.publish.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.presage.evaluator.report.Report;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the charts show, as the script wants it: columns of numbers, times in seconds of UTC at the start of the day. */
final class ChartData {
    private static final JsonMapper JSON = new JsonMapper();

    private ChartData() {}

    static String json(Report report) {
        ArrayNode models = JSON.createArrayNode();
        for (Report.OfModel model : report.models()) {
            ObjectNode charts = models.addObject();
            accuracy(charts.putObject("accuracy"), model);
            calibration(charts.putObject("calibration"), model.calibration());
        }
        return models.toString();
    }

    private static void accuracy(ObjectNode chart, Report.OfModel model) {
        List<Report.Night> nights = model.nights().stream()
                .filter(night -> second(night.date()).isPresent())
                .toList();
        ArrayNode days = chart.putArray("days");
        nights.forEach(night -> second(night.date()).ifPresent(days::add));
        column(chart, "session", nights, Report.Night::accuracyRatio);
        column(chart, "trailing", nights, Report.Night::trailingAccuracyRatio);
        column(chart, "lower", nights, Report.Night::trailingLowerRatio);
        column(chart, "upper", nights, Report.Night::trailingUpperRatio);
        column(chart, "anytime", nights, Report.Night::anytimeUpperRatio);
        column(chart, "promised", nights, night -> model.expectedAccuracyRatio());
    }

    private static void calibration(ObjectNode chart, List<Report.CalibrationBin> bins) {
        column(chart, "confidence", bins, Report.CalibrationBin::confidence);
        column(chart, "right", bins, Report.CalibrationBin::accuracyRatio);
        column(chart, "lower", bins, Report.CalibrationBin::lowerRatio);
        column(chart, "upper", bins, Report.CalibrationBin::upperRatio);
        column(chart, "forecasts", bins, Report.CalibrationBin::forecasts);
    }

    private static <T> void column(ObjectNode chart, String name, List<T> rows, Function<T, @Nullable Double> cell) {
        ArrayNode column = chart.putArray(name);
        for (T row : rows) {
            Double value = cell.apply(row);
            if (value == null || !Double.isFinite(value)) {
                column.addNull();
            } else {
                column.add(Math.round(value * 1e4) / 1e4);
            }
        }
    }

    private static OptionalLong second(String date) {
        try {
            return OptionalLong.of(
                    LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
