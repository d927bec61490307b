package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.faults.pager.Incident.Expected;
import dev.presage.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;

/** Brings cases about, and listens. */
final class Pager {
    private static final String WATCHDOG = "Watchdog";
    private static final String RUNBOOKS = "/alerts/runbooks/";

    private final Monitoring monitoring;
    private final LivePage page;

    /** @param page where is written what is heard */
    Pager(Monitoring monitoring, LivePage page) {
        this.monitoring = monitoring;
        this.page = page;
    }

    /** Fails if something is not told that must be, or is told that must not. */
    void play(LiveCase live) throws Exception {
        if (live instanceof Incident incident) {
            play(incident);
        } else if (live instanceof Calm calm) {
            play(calm);
        }
    }

    /** An incident must be told, and that it is over; of what comes along, nothing may page that the case does not name. */
    private void play(Incident incident) throws Exception {
        awaiting().until(() -> monitoring.firing().stream()
                .noneMatch(firing -> incident.alerts().stream().anyMatch(alert -> alert.is(firing))));
        Set<String> before = firingNames();
        Set<String> muted = new TreeSet<>();
        Instant began = Instant.now();
        Map<Expected, Instant> fired;
        try {
            incident.cause().run();
            fired = awaitTold(incident, began, true, muted);
        } catch (Exception | AssertionError e) {
            mendAfter(e, incident);
            throw e;
        }
        Instant mended = Instant.now();
        incident.mend().run();
        Map<Expected, Instant> resolved = awaitTold(incident, began, false, muted);
        List<Notification> others = others(incident, began, before);
        Set<String> alongside = alongside(incident, others, muted);
        for (Expected alert : incident.alerts()) {
            page.add(new LiveRow(
                    incident.what(),
                    alert,
                    Duration.between(began, fired.get(alert)),
                    Duration.between(mended, resolved.get(alert)),
                    alongside));
        }
        assertThat(others)
                .as("pages beside %s", incident.names())
                .filteredOn(told -> told.receiver().equals(Notification.PAGER))
                .extracting(Notification::alert)
                .isSubsetOf(incident.consequences());
    }

    /** So that the next case finds the system well. */
    private static void mendAfter(Throwable failure, Incident incident) {
        try {
            incident.mend().run();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /** Since when all of an alert's instances that were told of are in that state; empty as long as they are not. */
    private Optional<Instant> told(Expected alert, Instant since, boolean firing) throws Exception {
        if (alert.receiver().equals(Expected.NOBODY)) {
            boolean fires = monitoring.firing().stream().anyMatch(alert::is);
            return fires == firing ? Optional.of(Instant.now()) : Optional.empty();
        }
        Map<Map<String, String>, Notification> instances = new LinkedHashMap<>();
        for (Notification told : monitoring.webhook.since(since)) {
            if (told.receiver().equals(alert.receiver()) && alert.is(told.labels())) {
                requireRunbook(told);
                if (firing && told.firing()) {
                    return Optional.of(told.at());
                }
                instances.merge(told.labels(), told, (one, other) -> one.firing() || other.firing() ? other : one);
            }
        }
        return !firing && instances.values().stream().noneMatch(Notification::firing)
                ? instances.values().stream().map(Notification::at).max(Instant::compareTo)
                : Optional.empty();
    }

    private static void requireRunbook(Notification told) throws IOException {
        String url = told.annotations().getOrDefault("runbook_url", "");
        assertThat(url).as("runbook of %s", told.alert()).endsWith(RUNBOOKS + told.alert() + ".md");
        Path runbook = Checkout.own().root().resolve(url.substring(url.indexOf(RUNBOOKS) + 1));
        assertThat(Files.readString(runbook)).startsWith("# " + told.alert() + "\n");
    }

    /** Waits until all alerts of an incident are in that state, and looks what Alertmanager keeps to itself meanwhile. */
    private Map<Expected, Instant> awaitTold(Incident incident, Instant since, boolean firing, Set<String> muted) {
        Map<Expected, Instant> told = new LinkedHashMap<>();
        for (Expected alert : incident.alerts()) {
            awaiting().alias(alert.name() + (firing ? " fires" : " resolves")).until(() -> {
                if (!alert.receiver().equals(Expected.NOBODY)) {
                    muted.addAll(monitoring.muted());
                }
                told(alert, since, firing).ifPresent(at -> told.put(alert, at));
                return told.containsKey(alert);
            });
        }
        return told;
    }

    /** What was told beside what is expected, and did not fire before. */
    private List<Notification> others(Incident incident, Instant since, Set<String> before) {
        return told(since).stream()
                .filter(told -> !told.alert().equals(WATCHDOG) && !before.contains(told.alert()))
                .filter(told -> !incident.names().contains(told.alert()))
                .toList();
    }

    private static Set<String> alongside(Incident incident, List<Notification> others, Set<String> muted) {
        Set<String> alongside = new TreeSet<>();
        others.forEach(told -> alongside.add(told.alert() + " (" + told.receiver() + ")"));
        muted.stream()
                .filter(name -> !incident.names().contains(name))
                .forEach(name -> alongside.add(name + " (muted)"));
        return alongside;
    }

    private Set<String> firingNames() throws Exception {
        return monitoring.firing().stream()
                .map(labels -> labels.getOrDefault("alertname", ""))
                .filter(name -> !name.equals(WATCHDOG))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nobody may be told anything while it happens and for as long as is watched; the heartbeat shows that they could be. */
    private void play(Calm calm) throws Exception {
        awaiting().alias("nothing fires before " + calm.what()).until(() -> firingNames()
                .isEmpty());
        Instant began = Instant.now();
        calm.event().run();
        Duration watched = Pace.of(calm.watched());
        await().during(watched)
                .atMost(watched.plusSeconds(5))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(told(began))
                        .as(calm.what())
                        .filteredOn(told -> !told.alert().equals(WATCHDOG))
                        .isEmpty());
        long heartbeats = told(began).stream()
                .filter(told -> told.receiver().equals(Notification.DEAD_MANS_SWITCH))
                .count();
        assertThat(heartbeats).as("heartbeats meanwhile").isPositive();
        page.add(new LiveRow.Silent(calm, Duration.between(began, Instant.now()), heartbeats));
    }

    /** What fires since an instant. */
    private List<Notification> told(Instant since) {
        return monitoring.webhook.since(since).stream()
                .filter(Notification::firing)
                .toList();
    }

    private static ConditionFactory awaiting() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(200));
    }
}
