package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.small;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;

/** The model's prices beside other forecasts of them, in words. */
final class ComparisonList {
    /** Of a difference of which chance would make as large a one less often, it is said that there is one. */
    private static final double SIGNIFICANT = 0.05;

    private ComparisonList() {}

    static DomContent html(Report.OfModel model, WindowNames windows) {
        if (model.comparisons().isEmpty()) {
            return section(
                    h3("Beside other forecasts"), p("There are too few sessions to compare with another forecast."));
        }
        return section(
                h3("Beside other forecasts"),
                p(
                        "Whose prices were nearer to the truth, by Diebold and Mariano's test over the sessions; p is how probable a difference of "
                                + "this size is if both are equally good."),
                ul(attrs(".sentences"), each(model.comparisons(), comparison -> sentence(comparison, windows))));
    }

    private static DomContent sentence(Report.Comparison comparison, WindowNames windows) {
        double difference = comparison.lossDifferenceRatio();
        String nearer = difference < 0 ? "nearer to" : "further from";
        return li(
                strong(conclusion(comparison)),
                text(" Over " + windows.name(comparison.window()) + " the model was "
                        + Words.percentNumber(Math.abs(difference), 3) + "\u00a0% of the price " + nearer
                        + " the truth than " + other(comparison.against()) + ". "),
                small(Words.count(comparison.sessions(), "session") + " in common, statistic "
                        + Words.number(comparison.statistic(), 2) + ", " + Words.probability(comparison.pValue())));
    }

    private static String conclusion(Report.Comparison comparison) {
        String other = other(comparison.against());
        if (!(comparison.pValue() < SIGNIFICANT)) {
            return "Not to be told from " + other + ".";
        }
        return (comparison.lossDifferenceRatio() < 0 ? "Better than " : "Worse than ") + other + ".";
    }

    private static String other(String against) {
        return against.equals("no_change") ? "“the price does not change”" : against.replace('_', ' ');
    }
}
