package dev.presage.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody meant who wrote another. */
final class Misspelling {
    private static final int MOST_CHANGES = 3;

    private Misspelling() {}

    /** The most similar of the names; empty if each would take more than three changes. */
    static Optional<String> meant(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> Math.abs(word.length() - name.length()) <= MOST_CHANGES)
                .filter(name -> distance(word, name) <= MOST_CHANGES)
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** Levenshtein distance: how many characters must be put in, left out or changed. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
