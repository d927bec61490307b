package dev.presage.worker.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Topic;
import dev.presage.worker.RequestMetadata;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That dead letters of version 1 are still read, and that those of today have the headers that they had. */
class DeadLetterCompatibilityTest {
    private static final Path GOLDEN = Path.of("../contract/src/test/resources/golden/dead-letter");

    @Test
    void aDeadLetterHasTheHeadersThatItHad() throws IOException {
        assertWritten("written-whole", 10, new Refused(Reason.MALFORMED_JSON, "not valid JSON", null));
        assertWritten(
                "written-with-request-id",
                10,
                new Refused(Reason.NO_PRICES, "no bar for AAPL at or before 2017-03-01T21:00:00Z", "r1"));
        assertWritten(
                "written-too-large",
                100_000,
                new Refused(Reason.TOO_LARGE, "the message has 100000 bytes, expected at most 65536", null));
    }

    private static void assertWritten(String name, int bytes, Refused refused) throws IOException {
        Headers headers = new RecordHeaders().add("trace", "7".getBytes(UTF_8));
        Record<byte[], byte[]> request = new Record<>(new byte[bytes], new byte[bytes], 77, headers);

        Record<byte[], byte[]> letter =
                new DeadLetters(100_000, "1.2.3").of(request, new RequestMetadata(3, 42), refused);

        assertThat(lines(letter.headers())).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @CsvSource({
        "written-whole, malformed_json, not valid JSON, '', true, 0",
        "written-with-request-id, no_prices, no bar for AAPL at or before 2017-03-01T21:00:00Z, r1, true, 0",
        "written-too-large, too_large, 'the message has 100000 bytes, expected at most 65536', '', false, 0",
        "read-sent-in-again-twice, stale_prices, the newest bar is older than the model allows, r1, true, 2",
    })
    void anOldDeadLetterIsReadAsItWas(
            String name, String reason, String message, String requestId, boolean whole, int replays)
            throws IOException {
        DeadLetter letter = deadLetter(name);

        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.message()).isEqualTo(message);
        assertThat(letter.requestId()).isEqualTo(requestId);
        assertThat(letter.request()).contains(new Place(3, 42));
        assertThat(letter.isWhole()).isEqualTo(whole);
        assertThat(letter.replays()).isEqualTo(replays);
    }

    @ParameterizedTest
    @ValueSource(strings = {"written-whole", "read-sent-in-again-twice"})
    void anOldDeadLetterIsSentInAgainWithTheHeadersThatItHad(String name) throws IOException {
        List<Header> headers = deadLetter(name).replayHeaders();

        assertThat(lines(headers)).isEqualTo(golden("replayed-" + name));
        assertThat(DeadLetters.isReplay(new RecordHeaders(headers))).isTrue();
    }

    private static DeadLetter deadLetter(String name) throws IOException {
        Headers headers = new RecordHeaders();
        for (String line : golden(name)) {
            String[] nameAndValue = line.split(": ", 2);
            headers.add(nameAndValue[0], nameAndValue[1].getBytes(UTF_8));
        }
        return new DeadLetter(new ConsumerRecord<>(
                Topic.DEAD_LETTERS.topicName(),
                5,
                17,
                77,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                headers,
                Optional.empty()));
    }

    private static List<String> golden(String name) throws IOException {
        return Files.readAllLines(GOLDEN.resolve(name + ".txt"));
    }

    private static List<String> lines(Iterable<Header> headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> header.key() + ": " + new String(header.value(), UTF_8))
                .toList();
    }
}
