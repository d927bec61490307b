package dev.presage.worker.predict;

import dev.presage.features.BarWindow;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.decode.RequestDecoder.TimedRequest;

/** A request that gets no prediction, from wherever that is found out. Costs no stack trace: requests may be wrong by the million. */
final class RefusedException extends Exception {
    private final Reason reason;
    private final String sentence;

    RefusedException(Reason reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
        this.sentence = sentence;
    }

    static RefusedException noPrices(TimedRequest timed) {
        return new RefusedException(
                Reason.NO_PRICES, "no bar for " + timed.request().ticker() + " at or before " + timed.asOf());
    }

    /** The window has dropped bars that as_of would have needed. */
    static RefusedException asOfTooOld(TimedRequest timed, BarWindow bars) {
        return new RefusedException(
                Reason.AS_OF_TOO_OLD,
                "as_of is " + timed.asOf() + ", expected a time at which the bars kept for "
                        + timed.request().ticker() + " are enough: of those, " + bars.size() + " close by then");
    }

    Reason reason() {
        return reason;
    }

    String sentence() {
        return sentence;
    }
}
