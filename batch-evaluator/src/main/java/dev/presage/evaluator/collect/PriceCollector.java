package dev.presage.evaluator.collect;

import dev.presage.contract.Topic;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.SessionCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads as many price bars as an evaluation needs: those of its sessions, and those that forecasts ending in them refer to. */
public final class PriceCollector {
    private static final Instant EVERYTHING = Instant.parse("1900-01-01T00:00:00Z");

    private final BoundedReader reader;

    /**
     * The bars, and the sessions that follow from them.
     *
     * @param read offsets and refusals
     */
    public record Prices(PriceHistory history, SessionCalendar calendar, TopicRead read) {}

    public PriceCollector(KafkaConnection kafka, Progress progress) {
        this.reader = new BoundedReader(kafka, progress);
    }

    /**
     * Reads the bars.
     *
     * @param trailing how many sessions each session's figures may rest on
     * @param before how much earlier than the first of them closed what their forecasts refer to: the longest horizon, and the bars that
     *     features are computed from
     * @param now nothing that ends later has ended
     * @throws KafkaUnavailableException if Kafka does not answer or there is not a single valid bar
     */
    public Prices collect(Period period, int trailing, Duration before, Instant now) throws KafkaUnavailableException {
        List<Instant> reaches = List.of(reach(period, 150, before), reach(period, 500, before), EVERYTHING);
        for (Instant from : reaches) {
            BoundedReader.Reading<PriceIntake> reading =
                    reader.read(Topic.PRICES.topicName(), from, partition -> new PriceIntake(partition, from));
            Prices prices = prices(reading, period, trailing, now);
            boolean enough = prices.calendar.reachesBack()
                    && !prices.calendar.start().minus(before).isBefore(from);
            boolean all =
                    reading.read().fromBeginning() && reading.intakes().stream().noneMatch(PriceIntake::olderLeftOut);
            if (enough || all) {
                return prices;
            }
        }
        throw new IllegalStateException("everything was read, and something was left out");
    }

    private static Instant reach(Period period, int days, Duration before) {
        Instant from = period.start().minus(Duration.ofDays(days));
        Instant beforeYear = period.startOf(period.from().withDayOfYear(1)).minus(Duration.ofDays(45));
        return (from.isBefore(beforeYear) ? from : beforeYear).minus(before);
    }

    private static Prices prices(BoundedReader.Reading<PriceIntake> reading, Period period, int trailing, Instant now)
            throws KafkaUnavailableException {
        PriceHistory history =
                PriceHistory.of(reading.intakes().stream().map(PriceIntake::log).toList());
        TopicRead read = reading.read();
        if (read.fromBeginning() && read.accepted() == 0) {
            throw new KafkaUnavailableException("the topic " + read.topic() + " holds no price bar"
                    + (read.records() == 0
                            ? ""
                            : ": all " + read.records() + " records were refused, the first at "
                                    + read.firstRefusal()));
        }
        return new Prices(history, new SessionCalendar(period, history.sessions(period.zone()), trailing, now), read);
    }
}
