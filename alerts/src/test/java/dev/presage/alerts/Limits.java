package dev.presage.alerts;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers on which an alert turns. */
final class Limits {
    private static final String NUMBER = "\\d+(?:\\.\\d+)?(?![\\w.:])";
    private static final Pattern COMPARED =
            Pattern.compile("(?:[<>]=?|[=!]=)\\s*(?:bool\\s+)?(?:on\\s*\\([^)]*\\)\\s*)?(" + NUMBER + "(?:\\s*\\*\\s*"
                    + NUMBER + ")*)");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

    private Limits() {}

    /**
     * What an alert's rules compare with, products worked out ({@code > 26 * 3600}), and the bounds of the histograms they rest on
     * ({@code le="0.5"}); empty if there is no such alert.
     */
    static Set<BigDecimal> of(String alert, Collection<Rule> rules) {
        Set<BigDecimal> limits = new TreeSet<>(); // by value: 0.50 is 0.5
        for (Rule rule : rules) {
            if (rule.alerting() && rule.name().equals(alert)) {
                compared(rule.expr(), limits);
                rule.scrapedSelectors(rules).forEach(selector -> selector.matcher("le")
                        .ifPresent(bound -> limits.add(new BigDecimal(bound.value()))));
            }
        }
        return limits;
    }

    private static void compared(String expr, Set<BigDecimal> limits) {
        Matcher compared = COMPARED.matcher(STRING.matcher(expr).replaceAll("\"\""));
        while (compared.find()) {
            BigDecimal product = BigDecimal.ONE;
            for (String factor : compared.group(1).split("\\*", -1)) {
                product = product.multiply(new BigDecimal(factor.strip()));
            }
            limits.add(product);
        }
    }
}
