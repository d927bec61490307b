package dev.presage.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table, its columns padded so that it reads well in a terminal, too; all but the first are set to the right. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /** @param header of the columns */
    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row; it must have one cell a column. */
    public Table row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells, expected " + rows.get(0).size());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The table's lines. */
    public String text() {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] =
                        Math.max(Math.max(3, widths[column]), row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            text.append(line(rows.get(row), widths));
            if (row == 0) {
                text.append(rule(widths));
            }
        }
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String padding = " ".repeat(widths[column] - cells.get(column).length());
            String cell = cells.get(column);
            line.append(' ')
                    .append(column == 0 ? cell + padding : padding + cell)
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            rule.append(' ')
                    .append("-".repeat(widths[column] - 1))
                    .append(column == 0 ? "-" : ":")
                    .append(" |");
        }
        return rule.append('\n').toString();
    }
}
