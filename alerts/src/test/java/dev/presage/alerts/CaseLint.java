package dev.presage.alerts;

import dev.presage.alerts.RuleCase.Check;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every alert is tried four ways, and a case does what its name says: "X fires: …", "X stays silent: …", "X recovers: …", "X without its
 * series: …". An alert that asks for no series can only fire.
 */
final class CaseLint {
    private static final Pattern NAME =
            Pattern.compile("(\\w+) (fires|stays silent|recovers|without its series): \\S.*");

    private final List<Rule> rules;
    private final List<String> problems = new ArrayList<>();

    private enum Kind {
        FIRES("fires"),
        STAYS_SILENT("stays silent"),
        RECOVERS("recovers"),
        WITHOUT_ITS_SERIES("without its series");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        static Kind of(String words) {
            return EnumSet.allOf(Kind.class).stream()
                    .filter(kind -> kind.words.equals(words))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private CaseLint(List<Rule> rules) {
        this.rules = rules;
    }

    /** What is wrong, one sentence each. */
    static List<String> problems(List<Rule> rules, List<RuleCase> cases) {
        CaseLint lint = new CaseLint(rules);
        List<Tried> tried = new ArrayList<>();
        for (RuleCase ruleCase : cases) {
            lint.tried(ruleCase).ifPresent(tried::add);
        }
        tried.forEach(lint::checkCase);
        rules.stream().filter(Rule::alerting).forEach(alert -> lint.checkAlert(alert, tried));
        return lint.problems;
    }

    /** A case, and what its name says it does. */
    private record Tried(RuleCase ruleCase, Kind kind, Rule alert) {
        String name() {
            return '"' + ruleCase.name() + '"';
        }
    }

    private Optional<Tried> tried(RuleCase ruleCase) {
        Matcher name = NAME.matcher(ruleCase.name());
        if (!name.matches()) {
            problems.add('"' + ruleCase.name() + "\" is the name of a case, expected the like of \"X fires: why\"");
            return Optional.empty();
        }
        Optional<Rule> alert = rules.stream()
                .filter(rule -> rule.alerting() && rule.name().equals(name.group(1)))
                .findFirst();
        if (alert.isEmpty()) {
            problems.add('"' + ruleCase.name() + "\" tries " + name.group(1) + ", which is no alert");
        }
        return alert.map(rule -> new Tried(ruleCase, Kind.of(name.group(2)), rule));
    }

    private void checkAlert(Rule alert, List<Tried> tried) {
        boolean asksForSeries = !alert.scrapedSelectors(rules).isEmpty();
        for (Kind kind : asksForSeries ? EnumSet.allOf(Kind.class) : Set.of(Kind.FIRES)) {
            if (tried.stream()
                    .noneMatch(t -> t.kind() == kind && t.alert().name().equals(alert.name()))) {
                problems.add(alert.name() + " has no case \"" + alert.name() + " " + kind.words + ": …\"");
            }
        }
        String severity = alert.labels().getOrDefault("severity", "");
        boolean severityFires = tried.stream()
                .filter(t -> t.kind() == Kind.FIRES && t.alert().name().equals(alert.name()))
                .flatMap(t -> t.ruleCase().checks().stream())
                .flatMap(check -> check.expected().stream())
                .anyMatch(labels -> severity.equals(labels.get("severity")));
        if (!severityFires) {
            problems.add("no case sees " + alert.name() + " fire with severity " + severity);
        }
    }

    private void checkCase(Tried tried) {
        List<Check> checks = tried.ruleCase().checks();
        if (checks.isEmpty()) {
            problems.add(tried.name() + " asks for nothing");
            return;
        }
        for (Check check : checks) {
            if (!check.alert().equals(tried.alert().name())) {
                problems.add(tried.name() + " asks for " + check.alert());
            }
            if (!check.told()) {
                problems.add(tried.name() + " does not say what it expects at " + check.at());
            }
        }
        switch (tried.kind()) {
            case FIRES -> checkFires(tried);
            case STAYS_SILENT -> checkStaysSilent(tried);
            case RECOVERS -> checkRecovers(tried);
            case WITHOUT_ITS_SERIES -> checkWithoutItsSeries(tried);
        }
    }

    private void checkFires(Tried tried) {
        if (tried.ruleCase().checks().stream().noneMatch(Check::fires)) {
            problems.add(tried.name() + " expects no alert");
        }
    }

    /** Silence counts only with series there that could break it, and after the time that the alert waits anyway. */
    private void checkStaysSilent(Tried tried) {
        List<Check> checks = tried.ruleCase().checks();
        if (checks.stream().anyMatch(Check::fires)) {
            problems.add(tried.name() + " expects an alert");
        }
        if (checks.stream()
                .noneMatch(check -> check.at().compareTo(tried.alert().waits()) > 0)) {
            problems.add(tried.name() + " never asks after the alert's own wait of "
                    + tried.alert().waits());
        }
        if (tried.alert().scrapedSelectors(rules).stream().noneMatch(selector -> isFed(tried, selector))) {
            problems.add(tried.name() + " puts in none of the series that the alert asks for");
        }
    }

    private void checkRecovers(Tried tried) {
        List<Check> checks = tried.ruleCase().checks();
        Check last = checks.get(checks.size() - 1);
        boolean firedBefore =
                checks.stream().anyMatch(check -> check.fires() && check.at().compareTo(last.at()) < 0);
        if (!firedBefore || last.fires()) {
            problems.add(tried.name() + " does not go from an alert to none");
        }
    }

    private void checkWithoutItsSeries(Tried tried) {
        List<Selector> selectors = tried.alert().scrapedSelectors(rules);
        if (!selectors.isEmpty() && selectors.stream().allMatch(selector -> isFed(tried, selector))) {
            problems.add(tried.name() + " puts in every series that the alert asks for");
        }
    }

    private static boolean isFed(Tried tried, Selector selector) {
        return tried.ruleCase().input().stream().anyMatch(selector::matches);
    }
}
