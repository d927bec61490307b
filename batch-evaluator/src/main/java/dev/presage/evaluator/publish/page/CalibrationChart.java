package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;

/** Whether the confidence is honest. */
final class CalibrationChart {
    private static final String NAME = "Confidence and share right";

    private CalibrationChart() {}

    static DomContent html(Report.OfModel model, int index) {
        if (model.calibration().isEmpty()) {
            return section(h3(NAME), p("No forecast with a direction has been evaluated yet."));
        }
        Table table = new Table(NAME).texts("confidence").figures("right", "at least", "at most", "forecasts");
        for (Report.CalibrationBin bin : model.calibration()) {
            table.row(
                    Words.percent(bin.confidence()),
                    Words.percent(bin.accuracyRatio()),
                    Words.percent(bin.lowerRatio()),
                    Words.percent(bin.upperRatio()),
                    Words.number(bin.forecasts(), bin.forecasts() == Math.rint(bin.forecasts()) ? 0 : 1));
        }
        return section(
                h3(NAME),
                p(
                        "Forecasts of like confidence, over the last sessions: how often they were right (95 % sure). An honest confidence is on "
                                + "the diagonal, an overconfident one below it."),
                ChartFigure.html("calibration", index, inWords(model), table));
    }

    private static String inWords(Report.OfModel model) {
        long far = model.calibration().stream()
                .filter(bin -> bin.confidence() < bin.lowerRatio() || bin.confidence() > bin.upperRatio())
                .count();
        return "Share right against confidence: of "
                + Words.count(model.calibration().size(), "group") + " of forecasts, " + far
                + " are surely off the diagonal";
    }
}
