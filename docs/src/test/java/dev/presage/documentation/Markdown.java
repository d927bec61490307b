package dev.presage.documentation;

import dev.presage.alerts.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document in Markdown, as far as links go.
 *
 * @param file where it lies
 * @param anchors what a link into it may name
 */
record Markdown(Path file, List<Link> links, Set<String> anchors) {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern LINK = Pattern.compile("\\[(?:[^\\[\\]]|\\[[^\\]]*])*]\\(<?([^()\\s>]+)>?[^()]*\\)");
    private static final Pattern CODE = Pattern.compile("(`+)(?:(?!\\1).)+\\1");
    private static final Pattern OF_HEADINGS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    /** A link, and the number of its line. */
    record Link(int line, String target) {}

    static Markdown read(Path file) {
        return parse(file, Repository.read(file));
    }

    static Markdown parse(Path file, String text) {
        List<Link> links = new ArrayList<>();
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> times = new HashMap<>();
        boolean fenced = false;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced && !line.startsWith("    ")) {
                Matcher heading = HEADING.matcher(line);
                if (heading.matches()) {
                    String anchor = anchor(heading.group(1));
                    int before = times.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                }
                Matcher link = LINK.matcher(CODE.matcher(line).replaceAll("`"));
                while (link.find()) {
                    links.add(new Link(number, link.group(1)));
                }
            }
        }
        return new Markdown(file, links, anchors);
    }

    /** What GitHub makes of a heading for links to name. */
    static String anchor(String heading) {
        return OF_HEADINGS
                .matcher(heading.toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }
}
