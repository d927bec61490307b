package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import java.util.List;

/** Which features are no longer what they were in training. */
final class DriftTable {
    private DriftTable() {}

    static DomContent html(Report.OfModel model) {
        if (model.drift().isEmpty()) {
            return section(
                    h3("Drift since training"), p("Nothing is known of how features were in training, or are now."));
        }
        long moved = model.drift().stream().filter(DriftTable::moved).count();
        Table table = new Table("Drift since training of " + ReportPage.name(model))
                .texts("feature")
                .figures("index", "by chance", "values");
        for (Report.Drift drift : model.drift()) {
            table.row(List.of(
                    moved(drift) ? join(drift.name(), strong(attrs(".bad"), "moved")) : text(drift.name()),
                    text(Words.number(drift.psi(), 3)),
                    text(Words.number(drift.chancePsi(), 3)),
                    text(Words.count(drift.values()))));
        }
        return section(
                h3("Drift since training"),
                p(
                        moved == 0
                                ? "Nothing has moved further than chance would move it."
                                : Words.count(moved) + " of " + model.drift().size()
                                        + " moved further than chance would move them one time in twenty."),
                p("The index is the population stability index, of the last 20 sessions against training."),
                table.html());
    }

    private static boolean moved(Report.Drift drift) {
        return drift.psi() > drift.chancePsi();
    }
}
