package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;

/** Bars that are not believed. */
final class SuspectSection {
    private SuspectSection() {}

    static DomContent html(Report report) {
        SectionTag section = section(h2("Suspect bars")).withId("suspects");
        if (report.suspectBars().isEmpty()) {
            return section.with(p("None: no bar is too far from the one before it to be believed."));
        }
        Table table = new Table("Suspect bars")
                .texts("ticker", "closed")
                .figures("close before", "close", "moved by", "forecasts left out");
        for (Report.SuspectBar bar : report.suspectBars()) {
            table.row(
                    bar.ticker(),
                    Words.time(bar.closeTime()),
                    Words.number(bar.previousClose(), 2),
                    Words.number(bar.close(), 2),
                    Words.percent(bar.close() / bar.previousClose() - 1),
                    Words.count(bar.forecasts()));
        }
        return section.with(
                p(
                        "Too far from the bar before to be believed, such as after a split. Forecasts that rest on them are not evaluated."),
                table.html());
    }
}
