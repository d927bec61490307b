package dev.presage.worker.decode;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.Fault;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decodes requests and settles the instant they may know about. Total: any bytes and any timestamp give a result. */
public final class RequestDecoder {
    /** How far ahead of its record's timestamp a request's as_of may be: clocks differ. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private RequestDecoder() {}

    /**
     * A valid request and the instant that bounds its knowledge.
     *
     * @param asOf the request's own, or else its record's timestamp
     */
    public record TimedRequest(PredictionRequest request, Instant asOf) {}

    /**
     * Decodes one record.
     *
     * @param json the record's value; null for a record without one
     * @param recordTime the record's timestamp; at or before 1970 it is taken for one that nobody set
     */
    public static Decoded<TimedRequest> decode(byte @Nullable [] json, Instant recordTime) {
        if (json == null) {
            return new Rejected<>(Fault.MALFORMED_JSON, "the record has no value, expected a JSON object", null);
        }
        BytesReference large = BytesReference.inPlaceOf(json);
        if (large != null) {
            String message =
                    "the message has " + large.length() + " bytes, expected at most " + PredictionRequestJson.MAX_BYTES;
            return new Rejected<>(Fault.TOO_LARGE, message, null);
        }
        Decoded<PredictionRequest> decoded = PredictionRequestJson.decode(json);
        if (decoded instanceof Rejected<PredictionRequest> rejected) {
            return new Rejected<>(rejected.fault(), rejected.message(), rejected.requestId());
        }
        PredictionRequest request = ((Accepted<PredictionRequest>) decoded).value();
        if (!recordTime.isAfter(Instant.EPOCH)) {
            return invalid(request, "the record's timestamp is negative or zero, expected the time of publishing");
        }
        Instant asOf = request.asOf();
        if (asOf == null) {
            return new Accepted<>(new TimedRequest(request, recordTime));
        }
        if (asOf.isAfter(recordTime.plus(CLOCK_TOLERANCE))) {
            return invalid(
                    request,
                    "as_of is " + asOf + ", expected at most a minute after the time of the request, " + recordTime);
        }
        return new Accepted<>(new TimedRequest(request, asOf));
    }

    private static Rejected<TimedRequest> invalid(PredictionRequest request, String message) {
        return new Rejected<>(Fault.INVALID_FIELD, message, request.requestId());
    }
}
