package dev.presage.evaluator.publish;

import dev.presage.contract.Topic;
import dev.presage.evaluator.match.PriceHistory.Arrival;
import dev.presage.evaluator.report.Report;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the bars behind changes: those that lie on {@code prices} where the earlier report had not read yet. */
final class LateBars {
    private final Evidence evidence;
    private final int horizonBars;

    /** @param horizonBars how many sessions before its own a forecast may rest on */
    LateBars(Evidence evidence, int horizonBars) {
        this.evidence = evidence;
        this.horizonBars = horizonBars;
    }

    /**
     * The bars that may have made the changes, by session, ticker and time.
     *
     * @param changes tells with which report each session was compared
     */
    List<Report.LateBar> behind(List<Report.Change> changed, Changes changes) {
        SortedSet<String> sessions =
                changed.stream().map(Report.Change::date).collect(Collectors.toCollection(TreeSet::new));
        List<Report.LateBar> bars = new ArrayList<>();
        for (String session : sessions) {
            changes.comparedWith(session).ifPresent(before -> bars.addAll(behind(LocalDate.parse(session), before)));
        }
        return bars;
    }

    private List<Report.LateBar> behind(LocalDate session, Report before) {
        LocalDate first = evidence.calendar().sessions().headSet(session, false).descendingSet().stream()
                .limit(horizonBars)
                .reduce(session, (later, earlier) -> earlier);
        ZoneId zone = ZoneId.of(before.period().zone());
        return evidence.prices().arrivedSince(ends(before)).stream()
                .filter(arrival -> {
                    LocalDate day = arrival.bar().closeTime().atZone(zone).toLocalDate();
                    return !day.isBefore(first) && !day.isAfter(session);
                })
                .map(arrival -> late(session, arrival))
                .toList();
    }

    private static Map<Integer, Long> ends(Report report) {
        return Optional.ofNullable(report.read().get(Topic.PRICES.topicName()))
                .map(read -> read.partitions().stream()
                        .collect(Collectors.toMap(Report.Range::partition, Report.Range::endOffset)))
                .orElse(Map.of());
    }

    private static Report.LateBar late(LocalDate session, Arrival arrival) {
        @Nullable
        Double corrected = arrival.corrected().isPresent() ? arrival.corrected().getAsDouble() : null;
        return new Report.LateBar(
                session.toString(),
                arrival.bar().ticker().symbol(),
                arrival.bar().closeTime().toString(),
                arrival.bar().close(),
                corrected,
                arrival.partition(),
                arrival.offset());
    }
}
