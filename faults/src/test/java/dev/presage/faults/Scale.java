package dev.presage.faults;

/** How long the suite goes on: {@code make test} looks whether each fault is survived at all, {@code make faults} does it in earnest. */
public enum Scale {
    SHORT,
    LONG;

    /** As {@code -Dfaults=long} says, else short. */
    public static Scale asked() {
        return "long".equals(System.getProperty("faults")) ? LONG : SHORT;
    }

    /** One of two values. */
    public int of(int inShort, int inLong) {
        return this == LONG ? inLong : inShort;
    }
}
