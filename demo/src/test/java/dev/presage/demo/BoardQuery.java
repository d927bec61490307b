package dev.presage.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question that one of Grafana's boards asks, as Grafana puts it when all is chosen.
 *
 * @param of the panel's title, or which variable or annotation it is for
 * @param labels that the answer must have, because its name is made of them
 */
record BoardQuery(String board, String of, String query, Set<String> labels) {
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), *(\\w+)\\)");

    /** Grafana's own, for a page of three hours of a Prometheus that scrapes every 15 s. */
    private static final Map<String, String> OF_GRAFANA =
            Map.of("$__rate_interval", "1m", "$__interval", "15s", "$__range", "3h");

    BoardQuery {
        labels = Set.copyOf(labels);
    }

    /** Those of all boards, once for each choice that a variable offers. */
    static List<BoardQuery> all(Path boards) throws IOException {
        List<BoardQuery> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(boards)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                queries.addAll(of(new JsonMapper().readTree(file.toFile())));
            }
        }
        return queries;
    }

    BoardQuery asking(UnaryOperator<String> change) {
        return new BoardQuery(board, of, change.apply(query), labels);
    }

    private static List<BoardQuery> of(JsonNode board) {
        String title = board.at("/title").asText();
        JsonNode variables = board.at("/templating/list");
        List<BoardQuery> queries = new ArrayList<>();
        for (JsonNode row : board.at("/panels")) {
            queries.addAll(ofPanel(title, row));
            row.at("/panels").forEach(panel -> queries.addAll(ofPanel(title, panel)));
        }
        for (JsonNode annotation : board.at("/annotations/list")) {
            String names = annotation.at("/titleFormat").asText()
                    + annotation.at("/textFormat").asText();
            queries.add(new BoardQuery(
                    title,
                    annotation.at("/name").asText(),
                    annotation.at("/expr").asText(),
                    labels(names)));
        }
        for (JsonNode variable : variables) {
            Matcher asked = LABEL_VALUES.matcher(variable.at("/definition").asText());
            if (asked.matches()) {
                queries.add(
                        new BoardQuery(title, variable.at("/name").asText(), asked.group(1), Set.of(asked.group(2))));
            }
        }
        return queries.stream().flatMap(query -> query.replaced(variables)).toList();
    }

    private static List<BoardQuery> ofPanel(String board, JsonNode panel) {
        List<BoardQuery> queries = new ArrayList<>();
        for (JsonNode target : panel.at("/targets")) {
            queries.add(new BoardQuery(
                    board,
                    panel.at("/title").asText(),
                    target.at("/expr").asText(),
                    labels(target.at("/legendFormat").asText())));
        }
        return queries;
    }

    private static Set<String> labels(String names) {
        return LABEL.matcher(names).results().map(label -> label.group(1)).collect(Collectors.toSet());
    }

    private Stream<BoardQuery> replaced(JsonNode variables) {
        String own = query;
        for (Map.Entry<String, String> variable : OF_GRAFANA.entrySet()) {
            own = own.replace(variable.getKey(), variable.getValue());
        }
        List<String> queries = List.of(own);
        for (JsonNode variable : variables) {
            String name = "$" + variable.at("/name").asText();
            queries = queries.stream()
                    .flatMap(text -> text.contains(name)
                            ? values(variable).stream().map(value -> text.replace(name, value))
                            : Stream.of(text))
                    .toList();
        }
        return queries.stream().map(text -> new BoardQuery(board, of, text, labels));
    }

    private static List<String> values(JsonNode variable) {
        if (variable.has("allValue")) {
            return List.of(variable.at("/allValue").asText());
        }
        List<String> options = variable.at("/options").findValuesAsText("value");
        if (options.isEmpty()) {
            throw new IllegalStateException("the variable " + variable.path("name") + " has no value to ask with");
        }
        return options;
    }
}
