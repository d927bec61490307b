package dev.presage.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where two texts part and meet again, line by line. */
final class Difference {
    private static final int MOST_LINES = 20;

    private Difference() {}

    /** The lines of the first with a minus, those in their place of the second with a plus; empty if the texts are the same. */
    static Optional<String> between(String first, String second) {
        if (first.equals(second)) {
            return Optional.empty();
        }
        List<String> is = first.lines().toList();
        List<String> shouldBe = second.lines().toList();
        int shorter = Math.min(is.size(), shouldBe.size());
        int same = 0;
        while (same < shorter && is.get(same).equals(shouldBe.get(same))) {
            same++;
        }
        int sameAtEnd = 0;
        while (sameAtEnd < shorter - same
                && is.get(is.size() - 1 - sameAtEnd).equals(shouldBe.get(shouldBe.size() - 1 - sameAtEnd))) {
            sameAtEnd++;
        }
        List<String> lines = new ArrayList<>();
        lines.add("@ line " + (same + 1));
        add(lines, "- ", is.subList(same, is.size() - sameAtEnd));
        add(lines, "+ ", shouldBe.subList(same, shouldBe.size() - sameAtEnd));
        return Optional.of(String.join("\n", lines));
    }

    private static void add(List<String> lines, String sign, List<String> of) {
        of.stream().limit(MOST_LINES).forEach(line -> lines.add(sign + line));
        if (of.size() > MOST_LINES) {
            lines.add(sign + "… and " + (of.size() - MOST_LINES) + " more lines");
        }
    }
}
