package dev.presage.evaluator.publish;

import dev.presage.evaluator.collect.TopicRead;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.SessionCalendar;
import java.util.List;

/**
 * What a verdict rests on.
 *
 * @param read of the topics, in order
 */
public record Evidence(PriceHistory prices, SessionCalendar calendar, List<TopicRead> read) {
    public Evidence {
        read = List.copyOf(read);
    }
}
