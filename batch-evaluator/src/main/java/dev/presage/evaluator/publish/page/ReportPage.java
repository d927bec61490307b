package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.attrs;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.ul;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import j2html.tags.specialized.NavTag;
import java.util.ArrayList;
import java.util.List;

/** {@code report.html}: a report as its readers see it. */
public final class ReportPage {
    private final Report report;
    private final WindowNames windows;

    private ReportPage(Report report) {
        this.report = report;
        this.windows = new WindowNames(report);
    }

    /** The page, which needs nothing but what is in the report. */
    public static String html(Report report) {
        return new ReportPage(report).page().render();
    }

    private Page page() {
        String days = report.period().from().equals(report.period().to())
                ? report.period().to()
                : report.period().from() + " to " + report.period().to();
        return new Page(
                days + " – how good the predictions were",
                List.of(Assets.CHART_STYLE, Assets.STYLE),
                List.of(Assets.CHART_SCRIPT, Assets.SCRIPT),
                ChartData.json(report),
                List.of(heading(), main(content().toArray(DomContent[]::new)), foot()));
    }

    private DomContent heading() {
        Report.Days period = report.period();
        return header(
                p(attrs(".about"), "How good the predictions were"),
                h1(Words.days(period.from(), period.to())),
                p("Days of " + period.zone() + ". Made " + Words.time(report.generatedAt()) + " by batch-evaluator "
                        + report.version()
                        + (report.hindsightMeasured()
                                ? ". Forecasts that were made after their truth had closed are measured as well."
                                : ".")),
                contents());
    }

    private NavTag contents() {
        NavTag nav = nav().attr("aria-label", "on this page");
        for (int i = 0; i < report.models().size(); i++) {
            nav.with(a(name(report.models().get(i))).withHref("#model-" + i));
        }
        return nav.with(
                a("what changed").withHref("#changes"),
                a("suspect bars").withHref("#suspects"),
                a("what was read").withHref("#read"));
    }

    private List<DomContent> content() {
        List<DomContent> content = new ArrayList<>();
        if (!report.warnings().isEmpty()) {
            content.add(
                    section(attrs(".warnings"), h2("Warnings"), ul(each(report.warnings(), warning -> li(warning)))));
        }
        content.add(
                report.models().isEmpty()
                        ? section(h2("Verdict"), p("There was no model to judge: no model is known."))
                        : div(attrs(".verdicts"), each(report.models(), model -> VerdictCard.html(model, windows))));
        for (int i = 0; i < report.models().size(); i++) {
            content.add(model(i));
        }
        content.add(ChangeSection.html(report));
        content.add(SuspectSection.html(report));
        content.add(ReadSection.html(report, windows));
        return content;
    }

    private DomContent model(int index) {
        Report.OfModel model = report.models().get(index);
        return div(
                        attrs(".model"),
                        h2(name(model)),
                        AccuracyChart.html(model, index),
                        div(
                                attrs(".pair"),
                                div(
                                        CalibrationChart.html(model, index),
                                        DriftTable.html(model),
                                        ComparisonList.html(model, windows)),
                                div(MeasureTable.html(model, windows))),
                        TickerTable.html(model),
                        WorstTable.html(model, windows))
                .withId("model-" + index);
    }

    private static DomContent foot() {
        return footer(p(
                a("All reports").withHref("../index.html"),
                a("These figures for programs").withHref("report.json")));
    }

    static String name(Report.OfModel model) {
        return model.modelType() + " version\u00a0" + model.modelVersion();
    }
}
