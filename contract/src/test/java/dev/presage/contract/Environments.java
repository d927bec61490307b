package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Environments in which some variables are what they should be, and most are not. */
public final class Environments {
    private static final String[] VALUES =
            "5 0 -1 65536 2147483648 30s 250ms PT1M30S P99999999999D 9223372036854775807ms true normal=2,earnings=1 exactly_once_v2 latency localhost:9091 America/New_York 127.0.0.1 https://me:secret@host/ ../models"
                    .split(" ");

    private Environments() {}

    /** Up to six variables each, of these or nearly so. */
    public static Arbitrary<Map<String, String>> of(String... keys) {
        Arbitrary<String> key = Arbitraries.of(keys);
        Arbitrary<String> value = Arbitraries.of(VALUES);
        return Arbitraries.maps(
                        Arbitraries.frequencyOf(Tuple.of(8, key), Tuple.of(1, damaged(key))),
                        Arbitraries.frequencyOf(Tuple.of(2, value), Tuple.of(3, damaged(value))))
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Arbitrary<String> damaged(Arbitrary<String> text) {
        return text.flatMap(undamaged ->
                Damage.any().map(damage -> new String(Damage.of(damage, undamaged.getBytes(UTF_8)), UTF_8)));
    }

    /** What it counts for in {@link Bounds#within}: four bytes each, as it is read once and not by the million. */
    public static int size(Map<String, String> environment) {
        return environment.entrySet().stream()
                .flatMap(variable -> Stream.of(variable.getKey(), variable.getValue()))
                .mapToInt(text -> 4 * text.getBytes(UTF_8).length)
                .sum();
    }
}
