package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.util.Locale;

/** The verdict on one model, at a glance. */
final class VerdictCard {
    private VerdictCard() {}

    static DomContent html(Report.OfModel model, WindowNames windows) {
        String window = windows.ofVerdict();
        Report.Figures figures = model.windows().get(window);
        VerdictSentence verdict = VerdictSentence.of(model, figures);
        return section(
                attrs(".verdict."
                        + verdict.skill().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                h2(ReportPage.name(model) + ", over " + windows.name(window)),
                p(attrs(".headline"), verdict.headline()),
                figures == null || verdict.skill() == VerdictSentence.Skill.UNKNOWN ? text("") : tiles(model, figures),
                p(verdict.sentence()),
                iff(
                        VerdictSentence.promise(model, model.windows().get(windows.longest())),
                        promise -> promise.broken()
                                ? p(strong(attrs(".bad"), promise.sentence()))
                                : p(promise.sentence())));
    }

    private static DlTag tiles(Report.OfModel model, Report.Figures figures) {
        return dl(
                        tile("right", percent(figures, "accuracy_ratio")),
                        tile(
                                "surely between",
                                Words.percentNumber(VerdictSentence.measure(figures, "accuracy_lower_ratio"), 1)
                                        + "–"
                                        + percent(figures, "accuracy_upper_ratio")),
                        tile("promised", Words.percent(model.expectedAccuracyRatio())),
                        tile("always “" + model.majorityDirection() + "”", percent(figures, "baseline_accuracy_ratio")))
                .withClass("tiles");
    }

    private static String percent(Report.Figures figures, String measure) {
        return Words.percent(VerdictSentence.measure(figures, measure));
    }

    private static DomContent tile(String what, String figure) {
        return div(dt(what), dd(strong(figure)));
    }
}
