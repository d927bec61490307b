package dev.presage.evaluator.publish.page;

import dev.presage.evaluator.report.Report;
import java.util.List;
import java.util.Map;

/** Reports with as little in them as can be. */
final class BareReport {
    private BareReport() {}

    /** Of the first night there is, on which nothing could be evaluated. */
    static Report first() {
        Report.Figures nothing = new Report.Figures(SampleReport.counts(0, 5, 0, 0, 0), 9, 0, 0, Map.of());
        Report.OfModel model = new Report.OfModel(
                "normal",
                1,
                0.52,
                0.01,
                "up",
                1,
                "PT168H",
                Map.of("session", nothing, "20_sessions", nothing, "year", nothing),
                List.of(new Report.Night("2017-03-01", 0, null, null, null, null, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return withoutIncidents(List.of(model));
    }

    /** When no model is known. */
    static Report withoutModels() {
        return withoutIncidents(List.of());
    }

    private static Report withoutIncidents(List<Report.OfModel> models) {
        Report.Span day = new Report.Span("2017-03-01", "2017-03-01", 1);
        return new Report(
                Report.SCHEMA_VERSION,
                "0.1.0",
                "2017-03-02T07:00:04Z",
                SampleReport.days("2017-03-01"),
                false,
                Map.of("session", day, "20_sessions", day, "year", day),
                Map.of("session", SampleReport.counts(0, 5, 0, 0, 0)),
                models,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of());
    }
}
