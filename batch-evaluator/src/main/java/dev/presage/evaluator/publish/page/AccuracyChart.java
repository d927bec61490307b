package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How the verdict went from night to night. */
final class AccuracyChart {
    private AccuracyChart() {}

    static DomContent html(Report.OfModel model, int index) {
        if (model.nights().stream().noneMatch(night -> night.forecasts() > 0)) {
            return section(h3("Directions right, night by night"), p("No forecast has been evaluated yet."));
        }
        return section(
                h3("Directions right, night by night"),
                p(
                        "Each dot is a session; the line is the last 20 sessions up to it, with its bounds (95 % sure). The dashes above are "
                                + "what the accuracy of the year is at most, however often one looks (95 % sure): if they fall below what was "
                                + "promised, the promise is broken."),
                ChartFigure.html("accuracy", index, inWords(model), table(model)));
    }

    private static String inWords(Report.OfModel model) {
        Report.Night last = model.nights().get(model.nights().size() - 1);
        return "Share of directions right of " + Words.count(model.nights().size(), "session") + " up to " + last.date()
                + ", when it was " + Words.percent(last.trailingAccuracyRatio())
                + " over the last 20 sessions, between "
                + Words.percent(last.trailingLowerRatio()) + " and " + Words.percent(last.trailingUpperRatio())
                + "; promised were " + Words.percent(model.expectedAccuracyRatio());
    }

    private static Table table(Report.OfModel model) {
        Table table = new Table("Directions right, night by night")
                .texts("session")
                .figures("forecasts", "right", "20 sessions", "at least", "at most", "year at most");
        List<Report.Night> newestFirst = new ArrayList<>(model.nights());
        Collections.reverse(newestFirst);
        for (Report.Night night : newestFirst) {
            table.row(
                    night.date(),
                    Words.count(night.forecasts()),
                    Words.percent(night.accuracyRatio()),
                    Words.percent(night.trailingAccuracyRatio()),
                    Words.percent(night.trailingLowerRatio()),
                    Words.percent(night.trailingUpperRatio()),
                    Words.percent(night.anytimeUpperRatio()));
        }
        return table;
    }
}
