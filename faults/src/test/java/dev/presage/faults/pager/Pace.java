package dev.presage.faults.pager;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shipped rules and configurations at a faster pace: every duration in them is divided by the same number, the intervals between scrapes
 * and evaluations as well, so that each range holds as many samples as it does in production. Rates, ratios and counts stay as they are.
 */
final class Pace {
    /** A minute becomes 4 s, the 15 s between scrapes become 1 s. */
    static final int FASTER = 15;

    /**
     * What becomes of the "60" that an age is compared with: not 4, because the worker asks its broker every 5 s, at any pace. The
     * ages in hours and days are left alone; the tests move the timestamps that they are compared with.
     */
    static final int SECONDS_FOR_A_MINUTE = 10;

    private static final String DURATION = "((?:\\d+(?:ms|[smhdwy]))+)";
    private static final Pattern SETTING = Pattern.compile(
            "((?:for|keep_firing_for|scrape_interval|evaluation_interval|group_wait|group_interval|repeat_interval): |\\[|\\boffset )"
                    + DURATION);
    private static final Pattern AGE_OF_A_MINUTE = Pattern.compile("([<>] )60\\b");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdwy])");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "y", Duration.ofDays(365));

    private Pace() {}

    /** How long something takes here that takes so long in production. */
    static Duration of(Duration shipped) {
        return shipped.dividedBy(FASTER);
    }

    /** A file of rules, or the configuration of Prometheus or Alertmanager. */
    static String faster(String file) {
        String faster = SETTING.matcher(file)
                .replaceAll(setting ->
                        setting.group(1) + of(parse(setting.group(2))).toMillis() + "ms");
        return AGE_OF_A_MINUTE.matcher(faster).replaceAll("$1" + SECONDS_FOR_A_MINUTE);
    }

    /** A duration as Prometheus writes it, such as 1h30m. */
    static Duration parse(String text) {
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            sum = sum.plus(
                    UNITS.getOrDefault(part.group(2), Duration.ZERO).multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }
}
