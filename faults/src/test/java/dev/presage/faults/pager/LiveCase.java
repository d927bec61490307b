package dev.presage.faults.pager;

/** Something that is done to a running system, and what the pager should make of it. */
sealed interface LiveCase permits Incident, Calm {
    /** In words. */
    String what();

    /** Something that is done. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }
}
