package dev.presage.worker.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.Fault;
import dev.presage.worker.decode.RequestDecoder.TimedRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestDecoderTest {
    private static final Instant PUBLISHED = Instant.parse("2017-03-01T21:05:00Z");

    @Test
    void asOfIsTheRecordsTimestampWhenTheRequestNamesNone() {
        assertThat(accepted("{\"request_id\":\"r1\",\"ticker\":\"AAPL\"}").asOf())
                .isEqualTo(PUBLISHED);
    }

    @Test
    void asOfIsTheRequestsOwnWhenItNamesOne() {
        assertThat(accepted("{\"request_id\":\"r1\",\"ticker\":\"AAPL\",\"as_of\":\"2016-01-04T21:00:00Z\"}")
                        .asOf())
                .isEqualTo(Instant.parse("2016-01-04T21:00:00Z"));
    }

    @Test
    void asOfMayBeAMinuteAheadOfTheRecordBecauseClocksDiffer() {
        assertThat(accepted("{\"request_id\":\"r1\",\"ticker\":\"AAPL\",\"as_of\":\"2017-03-01T21:06:00Z\"}")
                        .asOf())
                .isEqualTo(PUBLISHED.plusSeconds(60));
    }

    @Test
    void refusesAnAsOfInTheFuture() {
        Rejected<TimedRequest> rejected = rejected(
                "{\"request_id\":\"r1\",\"ticker\":\"AAPL\",\"as_of\":\"2017-03-01T21:06:00.001Z\"}", PUBLISHED);
        assertThat(rejected)
                .isEqualTo(new Rejected<>(
                        Fault.INVALID_FIELD,
                        "as_of is 2017-03-01T21:06:00.001Z, expected at most a minute after the time of the request,"
                                + " 2017-03-01T21:05:00Z",
                        "r1"));
    }

    @Test
    void refusesARecordThatNobodyStamped() {
        assertThat(rejected("{\"request_id\":\"r1\",\"ticker\":\"AAPL\"}", Instant.EPOCH))
                .isEqualTo(new Rejected<>(
                        Fault.INVALID_FIELD,
                        "the record's timestamp is negative or zero, expected the time of publishing",
                        "r1"));
    }

    @Test
    void refusesARecordWithoutAValue() {
        assertThat(RequestDecoder.decode(null, PUBLISHED))
                .isEqualTo(
                        new Rejected<>(Fault.MALFORMED_JSON, "the record has no value, expected a JSON object", null));
    }

    @Test
    void passesOnWhatTheMessageItselfGotWrong() {
        assertThat(rejected("{\"request_id\":\"r1\"}", PUBLISHED))
                .isEqualTo(new Rejected<>(Fault.MISSING_FIELD, "ticker is missing", "r1"));
    }

    private static TimedRequest accepted(String json) {
        return ((Accepted<TimedRequest>) RequestDecoder.decode(json.getBytes(UTF_8), PUBLISHED)).value();
    }

    private static Rejected<TimedRequest> rejected(String json, Instant recordTime) {
        Decoded<TimedRequest> decoded = RequestDecoder.decode(json.getBytes(UTF_8), recordTime);
        return (Rejected<TimedRequest>) decoded;
    }
}
