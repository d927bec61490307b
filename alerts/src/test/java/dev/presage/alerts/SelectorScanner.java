package dev.presage.alerts;

import dev.presage.alerts.Selector.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the selectors of a PromQL expression. A name is a metric's unless it is a keyword, a function or aggregation (a parenthesis
 * follows), or stands in the label list of by, without, on, ignoring or group_left and group_right.
 */
final class SelectorScanner {
    private static final Pattern TOKEN = Pattern.compile("(?<space>\\s+|#[^\\n]*)"
            + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
            + "|(?<number>[0-9][0-9a-zA-Z.]*)"
            + "|(?<range>\\[[^\\]]*\\])"
            + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
            + "|(?<sign>=~|!~|!=|==|>=|<=|.)");
    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan");
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    SelectorScanner(String expr) {
        Matcher token = TOKEN.matcher(expr);
        while (token.find()) {
            if (token.group("space") == null) {
                tokens.add(token.group());
            }
        }
    }

    List<Selector> selectors() {
        List<Selector> selectors = new ArrayList<>();
        while (next < tokens.size()) {
            String token = tokens.get(next++);
            if (!Character.isLetter(token.charAt(0)) && "_:".indexOf(token.charAt(0)) < 0) {
                continue;
            }
            if (BEFORE_LABELS.contains(token)) {
                skipLabels();
            } else if (!KEYWORDS.contains(token) && !nextIs("(") && !isAggregation()) {
                selectors.add(new Selector(token, matchers()));
            }
        }
        return selectors;
    }

    /** {@code sum by (x) (…)}: no parenthesis follows the name at once. */
    private boolean isAggregation() {
        return nextIs("by") || nextIs("without");
    }

    private void skipLabels() {
        if (nextIs("(")) {
            while (!")".equals(tokens.get(next++))) {
                // labels are no metrics
            }
        }
    }

    private List<LabelMatcher> matchers() {
        List<LabelMatcher> matchers = new ArrayList<>();
        if (nextIs("{")) {
            next++;
            while (!nextIs("}")) {
                String value = tokens.get(next + 2);
                matchers.add(new LabelMatcher(
                        tokens.get(next), tokens.get(next + 1), value.substring(1, value.length() - 1)));
                next += 3;
                if (nextIs(",")) {
                    next++;
                }
            }
            next++;
        }
        return matchers;
    }

    private boolean nextIs(String token) {
        return next < tokens.size() && tokens.get(next).equals(token);
    }
}
