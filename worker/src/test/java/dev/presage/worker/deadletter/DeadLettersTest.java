package dev.presage.worker.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.worker.RequestMetadata;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.decode.BytesReference;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    /** head -c 100000 /dev/zero | sha256sum */
    private static final String SHA256_OF_100_000_ZEROS =
            "9192c25b734fcbadbe32dadc28089c60db0e39f90cc20ce2e5733f57261acc0c";

    private static final RecordMetadata METADATA = new RequestMetadata(3, 42);

    private final DeadLetters deadLetters = new DeadLetters(100_000, "1.2.3");

    @Test
    void leavesKeyValueHeadersAndTimestampUntouchedAndSaysWhy() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", new byte[] {1, 2});
        Record<byte[], byte[]> request = new Record<>("k".getBytes(UTF_8), "{broken".getBytes(UTF_8), 77, headers);

        Record<byte[], byte[]> letter =
                deadLetters.of(request, METADATA, new Refused(Reason.MALFORMED_JSON, "not valid", "r1"));

        assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo("{broken".getBytes(UTF_8));
        assertThat(letter.timestamp()).isEqualTo(77);
        assertThat(letter.headers().lastHeader("trace").value()).containsExactly(1, 2);
        assertThat(dlqHeaders(letter))
                .isEqualTo(Map.of(
                        "dlq.reason", "malformed_json",
                        "dlq.message", "not valid",
                        "dlq.topic", "prediction-requests",
                        "dlq.partition", "3",
                        "dlq.offset", "42",
                        "dlq.request_id", "r1",
                        "dlq.worker_version", "1.2.3"));
    }

    @Test
    void replacesARequestTooLargeToSendByWhereItLies() {
        byte[] value = new byte[100_000];
        Record<byte[], byte[]> request = new Record<>("k".getBytes(UTF_8), value, 77);

        Record<byte[], byte[]> letter = deadLetters.of(request, METADATA, new Refused(Reason.TOO_LARGE, "large", null));

        assertThat(letter.value()).isNull();
        assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(dlqHeaders(letter))
                .containsEntry("dlq.value_length", "100000")
                .containsEntry("dlq.value_sha256", SHA256_OF_100_000_ZEROS)
                .containsEntry("dlq.partition", "3")
                .containsEntry("dlq.offset", "42")
                .doesNotContainKey("dlq.request_id");
    }

    @Test
    void leavesOutAKeyAndHeadersThatAreTooLargeToSend() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("huge", new byte[100_000]);
        Record<byte[], byte[]> request = new Record<>(new byte[100_000], "{}".getBytes(UTF_8), 77, headers);

        Record<byte[], byte[]> letter = deadLetters.of(request, METADATA, new Refused(Reason.MISSING_FIELD, "x", null));

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("huge")).isNull();
        assertThat(dlqHeaders(letter))
                .containsEntry("dlq.value_length", "2")
                .containsEntry("dlq.key_length", "100000")
                .containsEntry("dlq.key_sha256", SHA256_OF_100_000_ZEROS);
    }

    @Test
    void ofAKeyOrAValueThatWasNotKeptHeadersSayHowLargeItWas() {
        byte[] zeros = new byte[100_000];
        byte[] standIn = BytesReference.standIn(ByteBuffer.wrap(zeros));
        Refused refused = new Refused(Reason.TOO_LARGE, "large", null);

        Map<String, String> ofValue = dlqHeaders(deadLetters.of(new Record<>(null, standIn, 77), METADATA, refused));
        Record<byte[], byte[]> letter = deadLetters.of(new Record<>(standIn, standIn, 77), METADATA, refused);

        assertThat(ofValue)
                .containsEntry("dlq.value_length", "100000")
                .containsEntry("dlq.value_sha256", SHA256_OF_100_000_ZEROS)
                .doesNotContainKey("dlq.key_length");
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(dlqHeaders(letter))
                .containsAllEntriesOf(ofValue)
                .containsEntry("dlq.key_length", "100000")
                .containsEntry("dlq.key_sha256", SHA256_OF_100_000_ZEROS);
    }

    @Test
    void theMessageIsOneLineOfBoundedLength() {
        Record<byte[], byte[]> request = new Record<>(null, null, 77);

        Record<byte[], byte[]> letter = deadLetters.of(
                request, METADATA, new Refused(Reason.MODEL_FAILURE, "a\nb\t" + "c".repeat(10_000), null));

        String message = dlqHeaders(letter).get("dlq.message");
        assertThat(message).startsWith("a b ccc").hasSize(500).endsWith("…");
    }

    private static Map<String, String> dlqHeaders(Record<byte[], byte[]> letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : letter.headers()) {
            if (header.key().startsWith("dlq.")) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return headers;
    }
}
