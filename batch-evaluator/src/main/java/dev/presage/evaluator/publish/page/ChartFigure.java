package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.noscript;
import static j2html.TagCreator.p;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;

/** Where the script draws a chart, with the same figures as a table for whoever has no scripts, or does not see. */
final class ChartFigure {
    private ChartFigure() {}

    /**
     * @param chart which, by the name of its data
     * @param model by its place in the data
     * @param inWords what is to be seen
     */
    static DomContent html(String chart, int model, String inWords, Table figures) {
        return figure(
                div(attrs(".chart"))
                        .withData("chart", chart)
                        .withData("model", Integer.toString(model))
                        .attr("role", "img")
                        .attr("aria-label", inWords),
                div(attrs(".legend")),
                noscript(p("The chart is drawn by a script, and none runs here. What it would show is in the table.")),
                details(summary("The figures of this chart"), figures.html()));
    }
}
