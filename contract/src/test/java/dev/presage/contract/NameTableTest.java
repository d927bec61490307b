package dev.presage.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
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
    void keepsTwoNamesOfOneHashAndForgetsTheOldestOfThree() {
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

    private NameTable.Entry<String> find(String name, int hash) {
        return Objects.requireNonNull(table.find(name.getBytes(US_ASCII), 0, name.length(), (long) hash << 60));
    }

    private @Nullable String get(String name, int hash) {
        byte[] bytes = ("\"" + name + "\"").getBytes(US_ASCII);
        return table.get(bytes, 1, bytes.length - 1, (long) hash << 60);
    }
}
