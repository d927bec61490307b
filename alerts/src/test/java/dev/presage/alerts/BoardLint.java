package dev.presage.alerts;

import dev.presage.alerts.Board.Row;
import dev.presage.alerts.Panel.Link;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a board must be so that a person who was woken can read it: each panel says what it shows, in what unit and what it means when it
 * is empty; no row holds more than five; a limit that is drawn is the one at which the alert fires that the panel names; each alert has
 * a panel, and each link leads somewhere.
 */
final class BoardLint {
    private static final int MOST_IN_A_ROW = 5;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");
    private static final String OF_GRAFANA = "__";
    private static final String OTHER_BOARD = "/d/";
    private static final String RUNBOOKS = "/alerts/runbooks/";

    private final List<Board> boards;
    private final List<Rule> rules;
    private final List<String> problems = new ArrayList<>();

    private BoardLint(List<Board> boards, List<Rule> rules) {
        this.boards = boards;
        this.rules = rules;
    }

    /** What is wrong, one sentence each. */
    static List<String> problems(List<Board> boards, List<Rule> rules) {
        BoardLint lint = new BoardLint(boards, rules);
        lint.unique("uid", boards.stream().map(Board::uid));
        boards.forEach(lint::check);
        lint.checkThatEachAlertHasAPanel();
        return lint.problems;
    }

    private void check(Board board) {
        unique(
                board.file() + ": id",
                Stream.concat(board.rows().stream().map(Row::head), board.panels().stream())
                        .map(Panel::id));
        unique(board.file() + ": title", board.panels().stream().map(Panel::title));
        board.rows().forEach(row -> checkRow(board, row));
        checkThatNothingOverlaps(
                board,
                board.rows().stream()
                        .flatMap(row -> row.open()
                                ? Stream.concat(Stream.of(row.head()), row.panels().stream())
                                : Stream.of(row.head()))
                        .toList());
        checkVariables(board);
        for (String tag : board.linked()) {
            if (boards.stream()
                    .noneMatch(other -> !other.equals(board) && other.tags().contains(tag))) {
                problems.add(board.file() + " links to boards with the tag " + tag + ", and no other has it");
            }
        }
    }

    private void unique(String what, Stream<String> values) {
        Set<String> seen = new HashSet<>();
        values.filter(value -> !seen.add(value)).forEach(value -> problems.add(what + " " + value + " is there twice"));
    }

    private void checkRow(Board board, Row row) {
        if (row.panels().isEmpty() || row.panels().size() > MOST_IN_A_ROW) {
            problems.add(board.file() + ": row \"" + row.head().title() + "\" has "
                    + row.panels().size() + " panels, expected 1 to " + MOST_IN_A_ROW);
        }
        if (!row.open()) {
            checkThatNothingOverlaps(board, row.panels());
        }
        row.panels().forEach(panel -> checkPanel(board.file() + ": panel \"" + panel.title() + "\"", panel));
    }

    private void checkThatNothingOverlaps(Board board, List<Panel> panels) {
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            if (!panel.area().isOnTheGrid()) {
                problems.add(board.file() + ": \"" + panel.title() + "\" is not on the grid: " + panel.area());
            }
            for (Panel other : panels.subList(i + 1, panels.size())) {
                if (panel.area().overlaps(other.area())) {
                    problems.add(board.file() + ": \"" + panel.title() + "\" overlaps \"" + other.title() + '"');
                }
            }
        }
    }

    private void checkPanel(String name, Panel panel) {
        if (panel.title().isBlank()) {
            problems.add(name + " (id " + panel.id() + ") has no title");
        }
        if (!panel.description().endsWith(".")) {
            problems.add(name + " has the description \"" + panel.description() + "\", expected a sentence");
        }
        if (panel.unit().isBlank() && !panel.type().equals("state-timeline")) {
            problems.add(name + " shows numbers without a unit");
        }
        if (panel.empty().isBlank()) {
            problems.add(name + " does not say what it means when it is empty (noValue)");
        }
        if (!panel.dataSource().equals("${datasource}")) {
            problems.add(name + " asks " + panel.dataSource() + ", expected ${datasource}");
        }
        if (panel.exprs().isEmpty()) {
            problems.add(name + " asks for nothing");
        }
        panel.links().forEach(link -> checkLink(name, link));
        panel.thresholds().forEach(threshold -> checkThreshold(name, panel, threshold));
    }

    private void checkLink(String name, Link link) {
        if (link.url().startsWith(OTHER_BOARD)) {
            String uid = link.url().substring(OTHER_BOARD.length());
            if (boards.stream().noneMatch(board -> board.uid().equals(uid))) {
                problems.add(name + " links to board " + uid + ", which does not exist");
            }
        } else if (link.url().contains(RUNBOOKS)) {
            boolean isItsAlerts = rules.stream()
                    .filter(Rule::alerting)
                    .anyMatch(alert -> link.title().equals("Runbook: " + alert.name())
                            && link.url().equals(alert.annotations().get("runbook_url")));
            if (!isItsAlerts) {
                problems.add(name + " links \"" + link.title() + "\" to " + link.url()
                        + ", expected \"Runbook: X\" and the runbook_url of alert X");
            }
        } else {
            problems.add(name + " links to " + link.url() + ", expected a runbook or another board");
        }
    }

    /** A panel that shows the good share ({@code 1 - …}) changes its colour at what is left of the bad share's limit. */
    private void checkThreshold(String name, Panel panel, BigDecimal threshold) {
        Set<BigDecimal> limits = new HashSet<>();
        panel.alerts().forEach(alert -> limits.addAll(Limits.of(alert, rules)));
        boolean complement = panel.exprs().stream().allMatch(expr -> expr.startsWith("1 - "));
        BigDecimal limit = complement ? BigDecimal.ONE.subtract(threshold) : threshold;
        if (limits.stream().noneMatch(number -> number.compareTo(limit) == 0)) {
            problems.add(name + " changes its colour at " + threshold + ", where none of its alerts " + panel.alerts()
                    + " does anything: " + limits);
        }
    }

    private void checkVariables(Board board) {
        Set<String> used = new HashSet<>(Set.of("datasource"));
        Stream.concat(
                        board.panels().stream().flatMap(panel -> panel.exprs().stream()),
                        board.others().values().stream())
                .forEach(expr -> {
                    Matcher variable = VARIABLE.matcher(expr);
                    while (variable.find()) {
                        used.add(variable.group(1));
                    }
                });
        used.removeIf(name -> name.startsWith(OF_GRAFANA));
        Set<String> defined = board.variables().keySet();
        used.stream()
                .filter(name -> !defined.contains(name))
                .forEach(name ->
                        problems.add(board.file() + " uses $" + name + ", which is none of its variables " + defined));
        defined.stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> problems.add(board.file() + " has the variable " + name + " and never uses it"));
    }

    private void checkThatEachAlertHasAPanel() {
        rules.stream()
                .filter(Rule::alerting)
                .map(Rule::name)
                .distinct()
                .filter(alert -> boards.stream()
                        .flatMap(board -> board.panels().stream())
                        .noneMatch(panel -> panel.alerts().contains(alert)))
                .forEach(alert -> problems.add("no panel shows what " + alert + " is about"));
    }
}
