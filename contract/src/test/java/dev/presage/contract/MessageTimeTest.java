package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTimeTest {
    @Test
    void readsWhatJavaWritesToTheNanosecondAtAnyOffset() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(
                    random.nextLong(-2_208_900_000L, 7_258_000_000L), random.nextInt(1_000_000_000));
            OffsetDateTime local = time.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));

            assertThat(MessageTime.parse(time.toString())).isEqualTo(time);
            if (local.getSecond() != 0 && local.getYear() >= 1900 && local.getYear() < 2200) {
                assertThat(MessageTime.parse(local.toString())).isEqualTo(time);
            }
        }
    }

    @Test
    void aShortFractionCountsTenthsAndHundredths() {
        assertThat(MessageTime.parse("2017-03-01T21:00:00.5Z")).isEqualTo(Instant.parse("2017-03-01T21:00:00.500Z"));
        assertThat(MessageTime.parse("2017-03-01T21:00:00.05Z")).isEqualTo(Instant.parse("2017-03-01T21:00:00.050Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2017-03-01",
                "2017-03-01T21:00Z",
                "2017-03-01T21:00:00",
                "2017-03-01t21:00:00z",
                "2017-03-01T24:00:00Z",
                "2017-03-01T23:59:60Z",
                "2017-02-29T00:00:00Z",
                "2017-13-01T00:00:00Z",
                "2017-03-01T21:00:00.Z",
                "2017-03-01T21:00:00.1234567890Z",
                "2017-03-01T21:00:00.5",
                "2017-03-01T21:00:00+18:01",
                "2017-03-01T21:00:00+0100",
                "2017-03-01T21:00:00+01:00[Europe/Paris]",
                "1899-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z",
                "+2017-03-01T21:00:00Z",
                "٢٠١٧-03-01T21:00:00Z"
            })
    void readsNothingElse(String text) {
        assertThatThrownBy(() -> MessageTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
