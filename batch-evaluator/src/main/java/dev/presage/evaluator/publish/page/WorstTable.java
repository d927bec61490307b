package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;

/** The forecasts that were furthest off. */
final class WorstTable {
    private WorstTable() {}

    static DomContent html(Report.OfModel model, WindowNames windows) {
        String over = windows.name("session");
        if (model.worst().isEmpty()) {
            return section(h3("Worst forecasts"), p("None was evaluated in " + over + "."));
        }
        Table table = new Table("Worst forecasts of " + ReportPage.name(model))
                .texts("request")
                .wide()
                .texts("ticker")
                .figures("off by", "was", "predicted", "became", "confidence")
                .texts("made of the bar of", "for the bar of");
        for (Report.WorstForecast worst : model.worst()) {
            table.row(
                    worst.requestId(),
                    worst.ticker(),
                    Words.percent(worst.errorRatio()),
                    Words.number(worst.referencePrice(), 2),
                    Words.number(worst.predictedPrice(), 2),
                    Words.number(worst.truthPrice(), 2),
                    Words.percent(worst.confidence()),
                    Words.time(worst.referenceTime()),
                    Words.time(worst.truthTime()));
        }
        return section(
                h3("Worst forecasts"),
                p("Of " + over + ", by the error as a share of the true price. Prices in USD."),
                table.html());
    }
}
