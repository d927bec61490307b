package dev.presage.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NameTableTest {
    private final AtomicInteger made = new AtomicInteger();
    private final NameTable<String> table = new NameTable<>(4, text -> {
        made.incrementAndGet();
        return text.startsWith("x") ? null : text;
    });

    @Test
    void makesANameOnce() {
        String first = get("AAPL", 5);

        assertThat(first).isEqualTo("AAPL");
        assertThat(get("AAPL", 5)).isSameAs(first);
        assertThat(made).hasValue(1);
    }

    @Test
    void keepsTwoNamesOfOnePlaceAndForgetsTheOldestOfThree() {
        String first = get("A", 5);
        String second = get("B", 5);
        assertThat(get("A", 5)).isSameAs(first);
        assertThat(get("B", 5)).isSameAs(second);

        get("C", 5);

        assertThat(get("B", 5)).isSameAs(second);
        assertThat(get("A", 5)).isEqualTo("A").isNotSameAs(first);
    }

    @Test
    void keepsNoInvalidName() {
        assertThat(get("x", 5)).isNull();
        assertThat(get("x", 5)).isNull();
        assertThat(made).hasValue(2);
    }

    @Test
    void givesEachThreadTheNamesItAsksForHoweverManyThereAre() {
        long wrong = IntStream.range(0, 4)
                .parallel()
                .mapToLong(seed -> {
                    Random random = new Random(seed);
                    return random.ints(100_000, 0, 100)
                            .filter(i -> !("name" + i).equals(get("name" + i, i)))
                            .count();
                })
                .sum();

        assertThat(wrong).isZero();
    }

    @Test
    void guessesTheNameThatFollowedTheLastTime() {
        NameTable.Entry<String> first = find("A", 5);
        NameTable.Entry<String> second = find("B", 7);
        table.follow(first, second);
        assertThat(table.guessAfter(first)).isSameAs(second);

        NameTable.Entry<String> third = find("C", 7);

        assertThat(table.guessAfter(first)).isSameAs(third);
    }

    @Test
    void tellsLongNamesOfOneHashApart() {
        byte[] names = "long name 1long name 2name".getBytes(US_ASCII);

        assertThat(table.get(names, 0, 11, 5)).isEqualTo("long name 1");
        assertThat(table.get(names, 11, 22, 5)).isEqualTo("long name 2");
        assertThat(table.get(names, 22, 26, 5)).isEqualTo("name");
        assertThat(table.get(names, 11, 22, 5)).isEqualTo("long name 2");
    }

    /** 62 letters and digits: all texts of one and of two of them, and many longer ones. */
    @Test
    void shortTextsHaveAHashEach() {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < letters.length() * letters.length(); i++) {
            texts.add(letters.substring(i % letters.length(), i % letters.length() + 1));
            texts.add("" + letters.charAt(i % letters.length()) + letters.charAt(i / letters.length()));
        }
        Random random = new Random(1);
        while (texts.size() < 200_000) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(JsonScanner.EXACT_HASH);
            random.ints(length, 0, letters.length()).forEach(i -> text.append(letters.charAt(i)));
            texts.add(text.toString());
        }

        Set<Long> hashes = new HashSet<>();
        for (String text : texts) {
            MessageScanner scanner = new MessageScanner(("\"" + text + "\",\"model_type\"").getBytes(US_ASCII));
            assertThat(scanner.scanText()).isTrue();
            hashes.add(scanner.textHash);
        }

        assertThat(hashes).hasSameSizeAs(texts);
    }

    private NameTable.Entry<String> find(String name, int place) {
        return Objects.requireNonNull(table.find(name.getBytes(US_ASCII), 0, name.length(), hash(name, place)));
    }

    private @Nullable String get(String name, int place) {
        byte[] bytes = ("\"" + name + "\"").getBytes(US_ASCII);
        return table.get(bytes, 1, bytes.length - 1, hash(name, place));
    }

    /** Different for each name, as a short one's must be, and the same in the bits that say where it lies. */
    private static long hash(String name, int place) {
        return (long) place << 60 | (name.hashCode() & 0xFFFF_FFFFL);
    }
}
