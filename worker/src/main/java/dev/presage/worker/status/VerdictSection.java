package dev.presage.worker.status;

import dev.presage.worker.status.NightlyVerdict.ModelVerdict;
import dev.presage.worker.status.VerdictSource.Known;
import java.time.Instant;
import java.util.List;

/** The part of the page that tells how good the models were. */
final class VerdictSection {
    private static final List<String> COLUMNS =
            List.of("model", "right", "surely between", "promised", "baseline", "forecasts", "in words");

    private VerdictSection() {}

    static void write(Html html, Known known, Instant now) {
        html.markup("<section>");
        known.verdict().ifPresent(verdict -> write(html, verdict, now));
        if (!known.problem().isEmpty()) {
            if (known.verdict().isEmpty()) {
                html.element("h2", "Last night's verdict");
            }
            html.element("p", known.problem());
        }
        html.markup("</section>\n");
    }

    private static void write(Html html, NightlyVerdict verdict, Instant now) {
        html.table("Last night's verdict: directions right, over 20 sessions", COLUMNS);
        for (ModelVerdict model : verdict.models()) {
            html.row(
                    COLUMNS,
                    List.of(
                            model.model().toString(),
                            Words.percent(model.accuracy()),
                            Words.percent(model.lower()) + " and " + Words.percent(model.upper()),
                            Words.percent(model.expected()),
                            Words.percent(model.baseline()),
                            Words.count(model.evaluated()),
                            model.inWords()));
        }
        html.endTable();
        html.element(
                "p",
                "Evaluated "
                        + verdict.lastSuccess().map(at -> Words.ago(at, now)).orElse("never")
                        + verdict.windowEnd()
                                .map(end -> ", up to " + Words.time(end))
                                .orElse("")
                        + verdict.lastFailure()
                                .filter(at -> verdict.lastSuccess()
                                        .filter(at::isBefore)
                                        .isEmpty())
                                .map(at -> "; the last try failed " + Words.ago(at, now))
                                .orElse("")
                        + ".");
    }
}
