package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.TableTag;
import j2html.tags.specialized.ThTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** A table in a box of its own, which scrolls where the table is wider than the page, or very long. */
final class Table {
    /** With more rows than these it does not make the page longer. */
    private static final int LONG = 40;

    private final String name;
    private final List<String> columns = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final List<TrTag> rows = new ArrayList<>();
    private boolean sortable;
    private boolean wide;

    /** @param name for those who can't see what it is about */
    Table(String name) {
        this.name = name;
    }

    /** Columns of text; the first column of all says what a row is about. */
    Table texts(String... names) {
        return columns(false, names);
    }

    /** Columns of figures. */
    Table figures(String... names) {
        return columns(true, names);
    }

    private Table columns(boolean figures, String... names) {
        for (String column : names) {
            columns.add(column);
            numeric.add(figures);
        }
        return this;
    }

    /** Whoever has scripts can sort it by any column; its rows come sorted by the first. */
    Table sortable() {
        sortable = true;
        return this;
    }

    /** What a row is about takes more than a word. */
    Table wide() {
        wide = true;
        return this;
    }

    /** A row of texts. */
    Table row(String... cells) {
        List<DomContent> contents = new ArrayList<>();
        for (String cell : cells) {
            contents.add(text(cell));
        }
        return row(contents);
    }

    /** A row, a cell for each column. */
    Table row(List<? extends DomContent> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for the columns " + columns);
        }
        TrTag row = tr(th(cells.get(0)).attr("scope", "row"));
        for (int i = 1; i < cells.size(); i++) {
            row.with(numeric.get(i) ? td(cells.get(i)) : td(attrs(".text"), cells.get(i)));
        }
        rows.add(row);
        return this;
    }

    DomContent html() {
        TableTag table = table(thead(headings()), tbody(each(rows, row -> row)))
                .withCondClass(sortable, "sortable")
                .withCondClass(wide, "wide")
                .attr("aria-label", name);
        return div(table)
                .withClass(rows.size() > LONG ? "scroll long" : "scroll")
                .attr("role", "region")
                .attr("aria-label", name)
                .attr("tabindex", "0");
    }

    private TrTag headings() {
        TrTag headings = tr();
        for (int i = 0; i < columns.size(); i++) {
            ThTag heading = th(columns.get(i)).attr("scope", "col");
            if (i == 0 && sortable) {
                heading.attr("aria-sort", "ascending");
            }
            headings.with(numeric.get(i) ? heading : heading.withClass("text"));
        }
        return headings;
    }
}
