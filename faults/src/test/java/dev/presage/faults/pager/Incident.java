package dev.presage.faults.pager;

import dev.presage.faults.pager.LiveCase.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cause that must be told, and its mending, which must be told as well.
 *
 * @param what the cause, in words
 * @param cause brings it about
 * @param alerts that must fire, each heard by its own receiver
 * @param consequences alerts that may come along, whether heard or muted
 * @param mend ends it
 */
record Incident(String what, Step cause, List<Expected> alerts, Set<String> consequences, Step mend)
        implements LiveCase {

    /**
     * An alert that must fire.
     *
     * @param receiver who hears it; {@link #NOBODY} for what can only be seen in Prometheus
     * @param labels that it must have, beside its name and severity
     */
    record Expected(String name, String severity, String receiver, Map<String, String> labels) {
        static final String NOBODY = "nobody";

        boolean is(Map<String, String> alert) {
            return name.equals(alert.get("alertname"))
                    && severity.equals(alert.get("severity"))
                    && alert.entrySet().containsAll(labels.entrySet());
        }
    }

    Incident {
        alerts = List.copyOf(alerts);
        consequences = Set.copyOf(consequences);
    }

    /** Of the alerts that must fire. */
    Set<String> names() {
        return alerts.stream().map(Expected::name).collect(Collectors.toSet());
    }

    static Incident when(String what, Step cause) {
        return new Incident(what, cause, List.of(), Set.of(), () -> {});
    }

    /** Somebody is paged. */
    Incident pages(String alert) {
        return expecting(new Expected(alert, "critical", Notification.PAGER, Map.of()));
    }

    /** The chat is told. */
    Incident tickets(String alert) {
        return tickets(alert, Map.of());
    }

    Incident tickets(String alert, Map<String, String> labels) {
        return expecting(new Expected(alert, "warning", Notification.CHAT, labels));
    }

    /** It is critical, but Prometheus has nobody to tell. */
    Incident showsInPrometheus(String alert) {
        return expecting(new Expected(alert, "critical", Expected.NOBODY, Map.of()));
    }

    private Incident expecting(Expected expected) {
        List<Expected> more = new ArrayList<>(alerts);
        more.add(expected);
        return new Incident(what, cause, more, consequences, mend);
    }

    /** These may come along. */
    Incident with(String... more) {
        return new Incident(what, cause, alerts, Set.of(more), mend);
    }

    Incident mendedBy(Step step) {
        return new Incident(what, cause, alerts, consequences, step);
    }
}
