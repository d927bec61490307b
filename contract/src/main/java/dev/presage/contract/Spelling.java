package dev.presage.contract;

/** Which words a name may be. Says the same as a regular expression would, in a tenth of its time: names come with every record. */
final class Spelling {
    static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    static final String DIGITS = "0123456789";

    private static final int ASCII = 128;

    private final boolean[] first;
    private final boolean[] others;
    private final int longest;

    /**
     * @param first the ASCII characters that a word may begin with
     * @param others the ASCII characters that may follow
     * @param longest the most characters of a word; the fewest are 1
     */
    Spelling(String first, String others, int longest) {
        this.first = members(first);
        this.others = members(others);
        this.longest = longest;
    }

    private static boolean[] members(String characters) {
        boolean[] members = new boolean[ASCII];
        characters.chars().forEach(c -> members[c] = true);
        return members;
    }

    boolean fits(String word) {
        int length = word.length();
        if (length == 0 || length > longest || !isMember(first, word.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (!isMember(others, word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMember(boolean[] members, char c) {
        return c < ASCII && members[c];
    }
}
