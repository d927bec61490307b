package dev.presage.evaluator.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final ModelId WEEK = new ModelId("week", 1);
    private static final Instant THURSDAY = close("2017-03-02");
    private static final Instant FRIDAY = close("2017-03-03");
    private static final Instant MONDAY = close("2017-03-06");
    private static final Instant FROM = Instant.parse("2017-02-20T05:00:00Z");
    private static final Instant TO = Instant.parse("2017-03-08T05:00:00Z");

    private static Instant close(String day) {
        return Instant.parse(day + "T21:00:00Z");
    }

    /** Closes at 100, 101, … in the order given. */
    private static Matcher matcher(Instant... closes) {
        PriceLog log = new PriceLog(0);
        for (int i = 0; i < closes.length; i++) {
            double price = 100.0 + i;
            log.add(new PriceBar(AAPL, closes[i], price, price, price, price, 1), 0, i);
        }
        return new Matcher(PriceHistory.of(List.of(log)), Map.of(WEEK, Duration.ofDays(7)), FROM, TO);
    }

    private static Question question(Instant reference, int horizonBars) {
        return new Question(new Question.Series(AAPL, WEEK, FeaturesSource.PRICES, horizonBars), reference);
    }

    @Test
    void theTruthOfAFridayIsMonday() {
        assertThat(matcher(THURSDAY, FRIDAY, MONDAY).resolve(question(FRIDAY, 1)))
                .contains(new Resolution.Truth(MONDAY, 102));
    }

    @Test
    void theTruthIsTheHorizonthBarAfterTheReference() {
        assertThat(matcher(THURSDAY, FRIDAY, MONDAY).resolve(question(THURSDAY, 2)))
                .contains(new Resolution.Truth(MONDAY, 102));
    }

    @Test
    void barsAreCountedFromTheReferenceTimeWhereTheReferenceBarIsMissing() {
        assertThat(matcher(FRIDAY, MONDAY).resolve(question(THURSDAY, 1))).contains(new Resolution.Truth(FRIDAY, 100));
        assertThat(matcher(FRIDAY, MONDAY).referenceBar(question(THURSDAY, 1))).isEmpty();
        assertThat(matcher(FRIDAY, MONDAY).referenceBar(question(FRIDAY, 1))).hasValue(100);
    }

    @Test
    void aBarBehindAGapIsNoTruth() {
        Instant reference = close("2017-02-22");
        Instant atTheDeadline = reference.plus(Duration.ofDays(7));

        assertThat(matcher(reference, atTheDeadline).resolve(question(reference, 1)))
                .contains(new Resolution.Truth(atTheDeadline, 101));
        assertThat(matcher(reference, atTheDeadline.plusNanos(1)).resolve(question(reference, 1)))
                .contains(new Resolution.Missing(atTheDeadline));
    }

    @Test
    void aTruthBeyondAPriceThatCannotBeBelievedIsSuspect() {
        PriceLog log = new PriceLog(0);
        log.add(new PriceBar(AAPL, THURSDAY, 100, 100, 100, 100, 1), 0, 0);
        log.add(new PriceBar(AAPL, FRIDAY, 10, 10, 10, 10, 1), 0, 1);
        log.add(new PriceBar(AAPL, MONDAY, 101, 101, 101, 101, 1), 0, 2);
        Matcher matcher = new Matcher(PriceHistory.of(List.of(log)), Map.of(WEEK, Duration.ofDays(7)), FROM, TO);
        PriceHistory.Jump jump = new PriceHistory.Jump(AAPL, new PriceHistory.Close(FRIDAY, 10), 100);

        assertThat(matcher.resolve(question(THURSDAY, 2))).contains(new Resolution.Suspect(MONDAY, jump));
        assertThat(matcher.resolve(question(THURSDAY, 3)))
                .as("there is no truth to be suspicious of")
                .contains(new Resolution.Missing(THURSDAY.plus(Duration.ofDays(7))));
    }

    @Test
    void withoutATruthTheForecastEndsAtItsDeadline() {
        assertThat(matcher(THURSDAY, FRIDAY, MONDAY).resolve(question(MONDAY, 1)))
                .contains(new Resolution.Missing(MONDAY.plus(Duration.ofDays(7))));
    }

    @Test
    void barsThatCloseAfterThePeriodAreNotLookedAt() {
        assertThat(matcher(MONDAY, TO).resolve(question(MONDAY, 1)))
                .contains(new Resolution.Missing(MONDAY.plus(Duration.ofDays(7))));
    }

    @Test
    void forecastsThatHadEndedBeforeAreLeftAlone() {
        Instant before = FROM.minus(Duration.ofDays(3));

        assertThat(matcher(before, FROM.minusNanos(1)).resolve(question(before, 1)))
                .isEmpty();
        assertThat(matcher(before, FROM).resolve(question(before, 1))).contains(new Resolution.Truth(FROM, 101));
        assertThat(matcher().resolve(question(FROM.minus(Duration.ofDays(8)), 1)))
                .isEmpty();
    }

    @Test
    void referencesFromThePeriodsEndOnAreNotCovered() {
        assertThat(matcher().covers(TO)).isFalse();
        assertThat(matcher().covers(TO.minusNanos(1))).isTrue();
    }

    @Test
    void aModelWithoutMaxHorizonCannotBeJudged() {
        Question unknown =
                new Question(new Question.Series(AAPL, new ModelId("other", 1), FeaturesSource.PRICES, 1), FRIDAY);

        assertThat(matcher().knows(new ModelId("other", 1))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matcher().resolve(unknown))
                .withMessage("no max_horizon is known of other/1");
    }
}
