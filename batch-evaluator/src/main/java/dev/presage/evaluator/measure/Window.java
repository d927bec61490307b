package dev.presage.evaluator.measure;

/** The spans of sessions over which everything is measured. */
public enum Window {
    /** The sessions that were asked for: usually one. */
    SESSION("session"),

    /** The last 20 sessions up to the end of what was asked for; alerts rest on these. */
    TWENTY_SESSIONS("20_sessions");

    /** How many sessions {@link #TWENTY_SESSIONS} has. */
    public static final int TRAILING = 20;

    private final String label;

    Window(String label) {
        this.label = label;
    }

    /** As labels and reports name it. */
    public String label() {
        return label;
    }
}
