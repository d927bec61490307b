package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;

/** What is no longer as an earlier report told it, and the bars that may be why. */
final class ChangeSection {
    private ChangeSection() {}

    static DomContent html(Report report) {
        SectionTag section = section(h2("What changed of earlier sessions")).withId("changes");
        if (report.changes().isEmpty() && report.lateBars().isEmpty()) {
            return section.with(p("Nothing: the last sessions, measured again, are as they were reported."));
        }
        section.with(p(
                report.changes().isEmpty()
                        ? "No figure: the last sessions, measured again, are as they were reported."
                        : "The last sessions were measured again with what is known now. Of earlier reports "
                                + Words.count(report.changes().size(), "figure")
                                + (report.changes().size() == 1 ? " is" : " are")
                                + " no longer right."));
        if (!report.changes().isEmpty()) {
            section.with(changes(report).html());
        }
        return section.with(
                h3("Bars that came late, or were corrected"),
                report.lateBars().isEmpty()
                        ? p("None came since.")
                        : lateBars(report).html());
    }

    private static Table changes(Report report) {
        Table table = new Table("What changed of earlier sessions")
                .texts("session", "model", "figure")
                .figures("was", "is");
        for (Report.Change change : report.changes()) {
            table.row(
                    change.date(),
                    change.modelType() + " version " + change.modelVersion(),
                    MeasureNames.name(change.figure()),
                    MeasureNames.value(change.figure(), change.before()),
                    MeasureNames.value(change.figure(), change.after()));
        }
        return table;
    }

    private static Table lateBars(Report report) {
        Table table = new Table("Bars that came late, or were corrected")
                .texts("session", "ticker", "closed")
                .figures("was", "is", "partition", "offset");
        for (Report.LateBar bar : report.lateBars()) {
            table.row(
                    bar.date(),
                    bar.ticker(),
                    Words.time(bar.closeTime()),
                    bar.before() == null ? "not there" : Words.number(bar.before(), 2),
                    Words.number(bar.close(), 2),
                    Integer.toString(bar.partition()),
                    Long.toString(bar.offset()));
        }
        return table;
    }
}
