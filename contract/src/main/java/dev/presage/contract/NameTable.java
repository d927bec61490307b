package dev.presage.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names that messages repeat, such as tickers, with what was made of them: known names are neither checked nor made again.
 *
 * <p>A short name is known by its hash alone, see {@link JsonScanner#EXACT_HASH}: where there are many names, most have left the processor's
 * caches since they were last read, and reading their bytes would take as long as the rest.
 *
 * <p>Holds a bounded number of them, as they come from strangers: a newer name takes the place of an older one. Any thread may use it, without
 * a lock: of an entry only a guess changes, and one that is lost to another thread is only made again.
 */
final class NameTable<T> {
    private final AtomicReferenceArray<Entry<T>> entries;
    private final int indexBits;
    private final Function<String, @Nullable T> make;

    /** A name; whole for any thread that sees it, as what makes it is final. */
    static final class Entry<T> {
        final byte[] name;
        final T value;
        private final long hash;
        private final int length;
        private final int slot;

        /** Where the name lay that came after it the last time, in whatever thread; the place, as the name may leave. */
        private int follower;

        /** @param slot where it lies */
        Entry(byte[] name, T value, long hash, int slot) {
            this.name = name;
            this.value = value;
            this.hash = hash;
            this.length = name.length;
            this.slot = slot;
        }

        boolean is(byte[] bytes, int from, int end, long hash) {
            return this.hash == hash
                    && length == end - from
                    && (length <= JsonScanner.EXACT_HASH || Arrays.equals(bytes, from, end, name, 0, length));
        }
    }

    /**
     * @param indexBits the logarithm to base 2 of how many names there may be, at least 2
     * @param make what a name stands for; null if it is not valid
     */
    NameTable(int indexBits, Function<String, @Nullable T> make) {
        this.indexBits = indexBits;
        this.make = make;
        entries = new AtomicReferenceArray<>(1 << indexBits);
    }

    /**
     * What the name stands for; null if it is not valid.
     *
     * @param bytes that have it, in ASCII, at {@code from} to {@code end}
     * @param hash of these bytes, as {@link JsonScanner#textHash} is one
     */
    @Nullable
    T get(byte[] bytes, int from, int end, long hash) {
        Entry<T> entry = find(bytes, from, end, hash);
        return entry == null ? null : entry.value;
    }

    /** The name that may come next, as it did the last time; null for none. */
    @Nullable
    Entry<T> guessAfter(Entry<T> name) {
        return entries.getPlain(name.follower);
    }

    /** Remembers which name came next. */
    void follow(Entry<T> name, Entry<T> next) {
        if (name.follower != next.slot) {
            name.follower = next.slot;
        }
    }

    /** The name with what it stands for; null if it is not valid. */
    @Nullable
    Entry<T> find(byte[] bytes, int from, int end, long hash) {
        int slot = (int) (hash >>> -indexBits) & ~1; // two places for each hash
        Entry<T> entry = entries.getPlain(slot);
        if (entry != null && entry.is(bytes, from, end, hash)) {
            return entry;
        }
        Entry<T> second = entries.getPlain(slot + 1);
        if (second != null && second.is(bytes, from, end, hash)) {
            return second;
        }
        T value = make.apply(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        if (value == null) {
            return null;
        }
        if (entry != null) {
            entries.setPlain(slot + 1, entry);
        }
        Entry<T> made = new Entry<>(Arrays.copyOfRange(bytes, from, end), value, hash, slot);
        entries.setPlain(slot, made);
        return made;
    }
}
