package dev.presage.evaluator.collect;

/** Is told how far a long work has come; called from several threads, a few times a second each. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String work, long total) {}

        @Override
        public void advance(long steps) {}

        @Override
        public void end() {}
    };

    /**
     * Work begins.
     *
     * @param work what is done, such as "reading prices"
     * @param total how many steps it will take at most
     */
    void begin(String work, long total);

    /** So many more steps have been done. */
    void advance(long steps);

    /** The work has ended, well or not. */
    void end();
}
