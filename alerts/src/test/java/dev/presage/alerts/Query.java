package dev.presage.alerts;

import java.util.Set;
import java.util.stream.Stream;

/** What Prometheus is asked, and who asks it. */
record Query(String of, String expr) {
    /** Prometheus makes these of the alerts, with their labels. Some alerts are about no job. */
    static final Set<String> OF_THE_ALERTS = Set.of("ALERTS", "ALERTS_FOR_STATE");

    /** Those of the rules and of the boards. */
    static Stream<Query> all() {
        return Stream.concat(
                Rule.all().stream().map(rule -> new Query(rule.name(), rule.expr())),
                Board.all().stream().flatMap(board -> board.queries().stream()));
    }
}
