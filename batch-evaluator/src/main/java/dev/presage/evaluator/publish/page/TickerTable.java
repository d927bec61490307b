package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;

/** Which tickers a model is good or bad at. */
final class TickerTable {
    private TickerTable() {}

    static DomContent html(Report.OfModel model) {
        if (model.tickers().isEmpty()) {
            return section(h3("By ticker"), p("No forecast of the last sessions has been evaluated."));
        }
        Table table = new Table("Figures by ticker of " + ReportPage.name(model))
                .texts("ticker")
                .figures("forecasts", "right, %", "mean error, USD", "mean error, %", "bias, USD", "skill, %")
                .sortable();
        for (Report.TickerFigures ticker : model.tickers()) {
            table.row(
                    ticker.ticker(),
                    Words.count(ticker.forecasts()),
                    Words.percentNumber(ticker.accuracyRatio(), 1),
                    Words.number(ticker.meanAbsoluteErrorUsd(), 3),
                    Words.percentNumber(ticker.meanAbsolutePercentageErrorRatio(), 2),
                    Words.number(ticker.biasUsd(), 3),
                    Words.percentNumber(ticker.skillRatio(), 1));
        }
        return section(
                h3("By ticker"),
                p(
                        "Over the last 20 sessions. The bias is forecast less truth; the skill is how much less error there is than if the price "
                                + "were said not to change."),
                table.html());
    }
}
