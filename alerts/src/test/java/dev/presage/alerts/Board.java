package dev.presage.alerts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A board of {@code dashboards/*.json}, as far as it is checked.
 *
 * @param linked the tags of the boards that it links to
 * @param rows in their order, each with its panels, whether it is shown open or not
 * @param variables each with the values it may have: where all are meant it is the one that stands for all
 * @param others what it asks apart from its panels: for its variables and for its annotations, by their names
 */
record Board(
        String file,
        String uid,
        List<String> tags,
        List<String> linked,
        List<Row> rows,
        Map<String, List<String>> variables,
        Map<String, String> others) {
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), *\\w+\\)");

    Board {
        tags = List.copyOf(tags);
        linked = List.copyOf(linked);
        rows = List.copyOf(rows);
        variables = Map.copyOf(variables);
        others = Map.copyOf(others);
    }

    /** @param open whether the panels lie on the board's own grid; those of a folded row have a grid of their own */
    record Row(Panel head, boolean open, List<Panel> panels) {
        Row {
            panels = List.copyOf(panels);
        }
    }

    static List<Board> all() {
        return Repository.files("alerts/dashboards", ".json").stream()
                .map(file -> parse(Repository.name(file), Repository.read(file)))
                .toList();
    }

    /** JSON is YAML, so it is read as that. */
    static Board parse(String file, String json) {
        Yaml board = Yaml.parse(json);
        Map<String, List<String>> variables = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (Yaml variable : board.map("templating").maps("list")) {
            variables.put(variable.text("name"), values(variable));
            if (variable.text("type").equals("query")) {
                others.put("variable " + variable.text("name"), selector(variable.text("definition")));
            }
        }
        for (Yaml annotation : board.map("annotations").maps("list")) {
            others.put("annotation " + annotation.text("name"), annotation.text("expr"));
        }
        List<String> linked = board.maps("links").stream()
                .flatMap(link -> link.texts("tags").stream())
                .toList();
        return new Board(
                file, board.text("uid"), board.texts("tags"), linked, rows(board.maps("panels")), variables, others);
    }

    private static List<String> values(Yaml variable) {
        if (variable.has("allValue")) {
            return List.of(variable.text("allValue"));
        }
        List<String> options = variable.maps("options").stream()
                .map(option -> option.text("value"))
                .toList();
        return options.isEmpty() ? List.of(variable.map("current").text("value")) : options;
    }

    private static String selector(String definition) {
        Matcher labelValues = LABEL_VALUES.matcher(definition);
        if (!labelValues.matches()) {
            throw new IllegalArgumentException(
                    "a variable asks for " + definition + ", expected label_values(…, label)");
        }
        return labelValues.group(1);
    }

    private static List<Row> rows(List<Yaml> panels) {
        List<Row> rows = new ArrayList<>();
        for (Yaml panel : panels) {
            Panel read = Panel.of(panel);
            if (read.isRow()) {
                List<Panel> folded =
                        panel.maps("panels").stream().map(Panel::of).toList();
                rows.add(new Row(read, panel.text("collapsed").equals("false"), folded));
            } else if (rows.isEmpty()) {
                throw new IllegalArgumentException("panel " + read.title() + " stands before the first row");
            } else {
                Row last = rows.remove(rows.size() - 1);
                List<Panel> more =
                        Stream.concat(last.panels().stream(), Stream.of(read)).toList();
                rows.add(new Row(last.head(), last.open(), more));
            }
        }
        return rows;
    }

    List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    /** All it asks, with its variables replaced by each of their values. */
    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (Panel panel : panels()) {
            for (String expr : panel.exprs()) {
                replaced(expr).forEach(query -> queries.add(new Query(file + ": " + panel.title(), query)));
            }
        }
        others.forEach(
                (name, expr) -> replaced(expr).forEach(query -> queries.add(new Query(file + ": " + name, query))));
        return queries;
    }

    private List<String> replaced(String expr) {
        List<String> queries = List.of(expr);
        for (Map.Entry<String, List<String>> variable : variables.entrySet()) {
            String name = "$" + variable.getKey();
            if (expr.contains(name)) {
                queries = queries.stream()
                        .flatMap(query -> variable.getValue().stream().map(value -> query.replace(name, value)))
                        .toList();
            }
        }
        return queries;
    }
}
