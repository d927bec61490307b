package dev.presage.evaluator.collect;

/** Is told how far a topic has been read; called from several threads, a few times a second each. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String topic, long offsets) {}

        @Override
        public void read(long offsets) {}

        @Override
        public void end() {}
    };

    /** Reading begins. */
    void begin(String topic, long offsets);

    /** So many more offsets have been read. */
    void read(long offsets);

    /** Reading has ended, well or not. */
    void end();
}
