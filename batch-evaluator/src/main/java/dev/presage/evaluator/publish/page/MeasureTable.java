package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** All measures of one model, a column for each window. */
final class MeasureTable {
    private MeasureTable() {}

    static DomContent html(Report.OfModel model, WindowNames windows) {
        List<String> labels = windows.labels();
        Table table =
                new Table("Measures of " + ReportPage.name(model)).texts("").wide();
        List<Report.@Nullable Figures> figures = new ArrayList<>();
        for (String label : labels) {
            table.figures(windows.name(label));
            figures.add(model.windows().get(label));
        }
        for (String state : labels(figures, of -> of.forecasts().keySet())) {
            row(table, state, figures, of -> number(of.forecasts().get(state)));
        }
        count(table, "answers that they were given", figures, Report.Figures::answers);
        count(table, "references corrected since", figures, Report.Figures::referencesCorrected);
        count(table, "references that are not there", figures, Report.Figures::referencesAbsent);
        for (String measure : labels(figures, of -> of.measures().keySet())) {
            row(table, measure, figures, of -> of.measures().get(measure));
        }
        return section(h3("Measures"), p(horizon(model)), table.html());
    }

    private static String horizon(Report.OfModel model) {
        return "The truth is the close " + Words.count(model.horizonBars(), "bar") + " later, if that comes within "
                + Words.duration(model.maxHorizon()) + ". What can't be computed is a dash.";
    }

    private static List<String> labels(
            List<Report.@Nullable Figures> figures, Function<Report.Figures, Set<String>> labels) {
        Set<String> all = new LinkedHashSet<>();
        for (Report.Figures of : figures) {
            if (of != null) {
                all.addAll(labels.apply(of));
            }
        }
        return MeasureNames.inOrder(all);
    }

    private static void row(
            Table table,
            String label,
            List<Report.@Nullable Figures> figures,
            Function<Report.Figures, @Nullable Double> value) {
        List<String> cells = new ArrayList<>(List.of(MeasureNames.name(label)));
        for (Report.Figures of : figures) {
            cells.add(of == null ? Words.UNKNOWN : MeasureNames.value(label, value.apply(of)));
        }
        table.row(cells.toArray(String[]::new));
    }

    private static void count(
            Table table, String name, List<Report.@Nullable Figures> figures, ToLongFunction<Report.Figures> count) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Report.Figures of : figures) {
            cells.add(of == null ? Words.UNKNOWN : Words.count(count.applyAsLong(of)));
        }
        table.row(cells.toArray(String[]::new));
    }

    private static @Nullable Double number(@Nullable Long count) {
        return count == null ? null : count.doubleValue();
    }
}
