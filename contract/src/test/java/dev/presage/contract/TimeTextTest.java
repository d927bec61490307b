package dev.presage.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    @Test
    void readsWhatIsReadFromTextAndNothingElse() {
        Random random = new Random(17);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            String whole = text(random);
            TimeText.read(whole.getBytes(ISO_8859_1), 0, whole.length()); // so that its minute was read before
            byte[] text = damaged(random, whole).getBytes(ISO_8859_1);
            Instant time = TimeText.read(text, 0, text.length);

            read += time == null ? 0 : 1;
            check(text, time);
        }
        assertThat(read).isBetween(25_000, 95_000);
    }

    @Test
    void readsEveryDayThatThereIsAndNoOther() {
        for (int year = 1898; year <= 2201; year++) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    byte[] text = String.format("%04d-%02d-%02dT12:00:00Z", year, month, day)
                            .getBytes(ISO_8859_1);
                    check(text, TimeText.read(text, 0, text.length));
                }
            }
        }
    }

    /** The century beside it makes a year of some that could be one. */
    @Test
    void readsNoYearFromWhatIsNoDigit() {
        for (int century = 0; century < 100; century++) {
            for (String years : new String[] {"$6", "6$", "/0", ":0", "0:", "--"}) {
                byte[] text =
                        String.format("%02d%s-05-08T19:59:01Z", century, years).getBytes(ISO_8859_1);
                assertThat(TimeText.read(text, 0, text.length)).isNull();
            }
        }
    }

    @Test
    void readsAndWritesTheFirstAndTheLastTime() {
        byte[] out = new byte[30];
        for (String text : new String[] {"1900-01-01T00:00:00Z", "2199-12-31T23:59:59.999999999Z"}) {
            int length = TimeText.write(Instant.parse(text), out, 0);

            assertThat(new String(out, 0, length, ISO_8859_1)).isEqualTo(text);
            assertThat(TimeText.read(out, 0, length)).isEqualTo(text);
        }
    }

    @Test
    void everyThreadWritesTheSecondThatItWasGiven() {
        Instant noon = Instant.parse("2017-03-01T12:00:00Z");

        boolean allRight = IntStream.range(0, 100_000).parallel().allMatch(i -> {
            // seconds that are kept at the same place, and next to one another
            Instant time = noon.plusSeconds((i % 3) * 64L + i % 2).plusMillis(i % 1000);
            byte[] out = new byte[30];
            return new String(out, 0, TimeText.write(time, out, 0), ISO_8859_1).equals(time.toString());
        });

        assertThat(allRight).isTrue();
    }

    @Test
    void everyThreadReadsTheMinuteThatItWasGiven() {
        Instant noon = Instant.parse("2017-03-01T12:00:00Z");

        boolean allRight = IntStream.range(0, 200_000).parallel().allMatch(i -> {
            Instant time = noon.plusSeconds(60L * (i % 1000) + i % 60); // more minutes than are kept
            byte[] text = time.toString().getBytes(ISO_8859_1);
            return time.equals(TimeText.read(text, 0, text.length));
        });

        assertThat(allRight).isTrue();
    }

    private static String text(Random random) {
        String[] zones = {"Z", "Z", "Z", "+00:00", "-05:00", "+18:00", "-18:00", "+18:01", "+05:60", "-00:30"};
        long day = random.nextLong(
                LocalDate.of(1900, 1, 1).toEpochDay(), LocalDate.of(2200, 1, 1).toEpochDay());
        int digits = random.nextInt(14) - 3;
        return LocalDate.ofEpochDay(day)
                + String.format("T%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60))
                + (digits < 0 ? "" : "." + "0123456789999".substring(2, 2 + digits))
                + zones[random.nextInt(zones.length)];
    }

    private static String damaged(Random random, String text) {
        StringBuilder damaged = new StringBuilder(text);
        if (random.nextInt(3) == 0) {
            damaged.setCharAt(random.nextInt(text.length()), "0123456789-:T.Z+ /\u00e9".charAt(random.nextInt(19)));
        }
        if (random.nextInt(20) == 0) {
            damaged.deleteCharAt(random.nextInt(text.length()));
        }
        return damaged.toString();
    }

    private static void check(byte[] text, @Nullable Instant time) {
        Instant expected;
        try {
            expected = MessageTime.parse(new String(text, ISO_8859_1));
        } catch (DateTimeException e) {
            expected = null;
        }
        if (expected == null ? time != null : !expected.equals(time)) {
            throw new AssertionError(new String(text, ISO_8859_1) + " is " + expected + ", not " + time);
        }
    }
}
