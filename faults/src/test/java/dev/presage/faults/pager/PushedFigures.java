package dev.presage.faults.pager;

import dev.presage.faults.Program;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the evaluator has pushed, as it lies on the Pushgateway; its clock can be moved. */
final class PushedFigures {
    private static final String GROUP = "/metrics/job/model-evaluator";
    private static final Pattern TIMESTAMP = Pattern.compile("(model_evaluator_\\w+_timestamp_seconds\\S*) (\\S+)");
    private static final Pattern LAST_START =
            Pattern.compile("(?m)^model_evaluator_last_start_timestamp_seconds\\S* (\\S+)$");

    private final Program pushgateway;

    PushedFigures(Program pushgateway) {
        this.pushgateway = pushgateway;
    }

    /** When the evaluator last began, in seconds since 1970; 0 if it is not known to. */
    double lastStart() throws Exception {
        Matcher start = LAST_START.matcher(page());
        return start.find() ? Double.parseDouble(start.group(1)) : 0;
    }

    /** Everything is as it was, but happened earlier. */
    void moveBack(Duration time) throws Exception {
        moveForward(time.negated());
    }

    /** Everything is as it was, but happened later. */
    void moveForward(Duration time) throws Exception {
        String moved = page().lines()
                .filter(line -> line.matches("(# TYPE )?model_.*"))
                .map(line -> moved(line, time))
                .collect(Collectors.joining("\n", "", "\n"));
        pushgateway.tell("PUT", GROUP, moved);
    }

    private static String moved(String line, Duration time) {
        Matcher timestamp = TIMESTAMP.matcher(line);
        return timestamp.matches()
                ? timestamp.group(1) + " " + (Double.parseDouble(timestamp.group(2)) + time.toSeconds())
                : line;
    }

    void delete() throws Exception {
        pushgateway.tell("DELETE", GROUP, "");
    }

    private String page() throws Exception {
        return pushgateway.tell("GET", "/metrics", "");
    }
}
