package dev.presage.worker.deadletter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a record lies on a topic, written as {@code 3:1234}. */
public record Place(int partition, long offset) implements Comparable<Place> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6}):(\\d{1,18})");

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Place parse(String text) {
        Matcher place = WRITTEN.matcher(text);
        if (!place.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Place(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)));
    }

    @Override
    public int compareTo(Place other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
