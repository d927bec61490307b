package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.attrs;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.main;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code index.html}: the newest reports, with a line for each model. */
public final class IndexPage {
    /** How many reports it tells of. */
    public static final int LONGEST = 30;

    /**
     * A report, by the name of its folder.
     *
     * @param report empty if it can't be read
     * @param problem why it can't
     */
    public record Entry(String folder, Optional<Report> report, String problem) {}

    private IndexPage() {}

    /**
     * The page.
     *
     * @param entries in the order in which they are to be told
     */
    public static String html(List<Entry> entries) {
        Table table = new Table("The newest reports")
                .texts("days", "model", "in words")
                .figures("right", "surely between", "promised", "forecasts")
                .texts("to be seen");
        entries.forEach(entry -> rows(table, entry));
        return new Page(
                        "How good the predictions were",
                        List.of(Assets.STYLE),
                        List.of(),
                        "",
                        List.of(
                                header(
                                        h1("How good the predictions were"),
                                        p(
                                                "The newest reports of the batch-evaluator, at most " + LONGEST
                                                        + ". Figures are those over the last 20 sessions, or over the days that were asked for if those are more.")),
                                main(section(table.html()))))
                .render();
    }

    private static void rows(Table table, Entry entry) {
        DomContent days = a(entry.folder().replace("_", " to ")).withHref(entry.folder() + "/report.html");
        if (entry.report().isEmpty()) {
            DomContent unreadable = span(attrs(".bad"), "can't be read");
            table.row(List.of(
                    text(entry.folder()),
                    unreadable,
                    text(""),
                    text(""),
                    text(""),
                    text(""),
                    text(""),
                    small(entry.problem())));
            return;
        }
        Report report = entry.report().get();
        DomContent signs = span(attrs(".sign"), String.join(" · ", signs(report)));
        if (report.models().isEmpty()) {
            table.row(List.of(
                    days,
                    text("no model"),
                    text("Nothing to judge yet"),
                    text(""),
                    text(""),
                    text(""),
                    text(""),
                    signs));
        }
        WindowNames windows = new WindowNames(report);
        for (int i = 0; i < report.models().size(); i++) {
            table.row(cells(report.models().get(i), windows, i == 0 ? days : text(""), i == 0 ? signs : text("")));
        }
    }

    private static List<DomContent> cells(
            Report.OfModel model, WindowNames windows, DomContent days, DomContent signs) {
        Report.Figures figures = model.windows().get(windows.ofVerdict());
        VerdictSentence verdict = VerdictSentence.of(model, figures);
        List<DomContent> cells =
                new ArrayList<>(List.of(days, text(ReportPage.name(model)), small(verdict.headline())));
        if (figures == null) {
            cells.addAll(List.of(text(Words.UNKNOWN), text(Words.UNKNOWN)));
        } else {
            Double lower = VerdictSentence.measure(figures, "accuracy_lower_ratio");
            cells.add(strong(Words.percent(VerdictSentence.measure(figures, "accuracy_ratio"))));
            cells.add(text(
                    lower == null
                            ? Words.UNKNOWN
                            : Words.percentNumber(lower, 1) + "–"
                                    + Words.percent(VerdictSentence.measure(figures, "accuracy_upper_ratio"))));
        }
        cells.add(text(Words.percent(model.expectedAccuracyRatio())));
        cells.add(text(Words.count(figures == null ? 0 : VerdictSentence.evaluated(figures))));
        cells.add(signs);
        return cells;
    }

    private static List<String> signs(Report report) {
        List<String> signs = new ArrayList<>();
        sign(signs, report.warnings().size(), "warning");
        sign(signs, report.changes().size(), "change");
        sign(signs, report.lateBars().size(), "late bar");
        sign(signs, report.suspectBars().size(), "suspect bar");
        return signs;
    }

    private static void sign(List<String> signs, int count, String noun) {
        if (count > 0) {
            signs.add(Words.count(count, noun).replace(' ', '\u00a0'));
        }
    }
}
