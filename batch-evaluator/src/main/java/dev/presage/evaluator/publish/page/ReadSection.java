package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.details;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;

import dev.presage.evaluator.report.Report;
import j2html.tags.DomContent;
import j2html.tags.specialized.DetailsTag;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the figures came about: folded, for who wants to know. */
final class ReadSection {
    private ReadSection() {}

    static DomContent html(Report report, WindowNames windows) {
        SectionTag section = section(h2("How this came about")).withId("read");
        report.read().forEach((topic, read) -> section.with(topic(topic, read)));
        return section.with(totals(report, windows), settings(report));
    }

    private static DetailsTag topic(String topic, Report.TopicRead read) {
        long refused = read.records() - read.accepted();
        DetailsTag details = details(summary("Read of " + topic + ": " + Words.count(read.records(), "record")
                + (refused == 0 ? ", all accepted" : ", " + Words.count(refused) + " refused")));
        read.refused()
                .forEach((reason, count) -> details.with(p(reason.replace('_', ' ') + ": " + Words.count(count))));
        if (!read.firstRefusal().isEmpty()) {
            details.with(p("The first: " + read.firstRefusal()));
        }
        Table table = new Table("Read of " + topic).texts("partition").figures("from offset", "up to offset");
        for (Report.Range range : read.partitions()) {
            table.row(
                    Integer.toString(range.partition()),
                    Long.toString(range.fromOffset()),
                    Long.toString(range.endOffset() - 1));
        }
        return details.with(table.html());
    }

    private static DetailsTag totals(Report report, WindowNames windows) {
        Set<String> states = new LinkedHashSet<>();
        report.totals().values().forEach(counts -> states.addAll(counts.keySet()));
        Table table = new Table("What became of all forecasts").texts("").wide();
        windows.labels().forEach(label -> table.figures(windows.name(label)));
        for (String state : MeasureNames.inOrder(states)) {
            List<String> cells = new ArrayList<>(List.of(MeasureNames.name(state)));
            for (String label : windows.labels()) {
                Long count = report.totals().getOrDefault(label, Map.of()).get(state);
                cells.add(count == null ? Words.UNKNOWN : Words.count(count));
            }
            table.row(cells.toArray(String[]::new));
        }
        List<String> days = new ArrayList<>(List.of("days"));
        windows.labels().forEach(label -> days.add(windows.days(label)));
        table.row(days.toArray(String[]::new));
        return details(summary("What became of all forecasts"), table.html());
    }

    private static DetailsTag settings(Report report) {
        Table table = new Table("Settings").texts("setting", "value");
        report.settings().forEach(table::row);
        return details(summary("Settings"), table.html());
    }
}
