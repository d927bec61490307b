package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.demo.Ledger.Balance;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger("test-");

    @Test
    void balancesWhenEveryRequestHasOneOutcome() {
        String good = ledger.newRequest();
        String bad = ledger.newRequest();

        ledger.predicted(good);
        ledger.rejected(bad, "unknown_model");

        assertThat(ledger.balance()).isEqualTo(new Balance(2, 1, 1, 0, 0, Map.of("unknown_model", 1)));
        assertThat(ledger.balance().unaccounted()).isZero();
    }

    @Test
    void findsARequestWithoutAnOutcome() throws InterruptedException {
        ledger.predicted(ledger.newRequest());
        ledger.newRequest();

        Balance balance = ledger.awaitOutcomes(Duration.ofMillis(10));

        assertThat(balance.missing()).isEqualTo(1);
        assertThat(balance.unaccounted()).isEqualTo(1);
    }

    @Test
    void findsARequestWithTwoOutcomesAndCountsItOnce() {
        String twice = ledger.newRequest();
        ledger.predicted(twice);
        ledger.rejected(twice, "internal_error");
        ledger.predicted(twice);

        assertThat(ledger.balance()).isEqualTo(new Balance(1, 1, 0, 0, 1, Map.of()));
        assertThat(ledger.balance().unaccounted()).isEqualTo(1);
    }

    @Test
    void leavesOutcomesOfOthersAlone() {
        ledger.newRequest();

        ledger.predicted("test-1"); // not asked yet
        ledger.predicted("other-0");
        ledger.predicted("test-x");
        ledger.predicted("");
        ledger.rejected("test-99999999999", "expired");

        assertThat(ledger.balance()).isEqualTo(new Balance(1, 0, 0, 1, 0, Map.of()));
    }

    @Test
    void stopsWaitingAsSoonAsEverythingIsThere() throws Exception {
        String id = ledger.newRequest();
        Thread answering = new Thread(() -> ledger.predicted(id));
        answering.start();

        Balance balance = ledger.awaitOutcomes(Duration.ofMinutes(1));

        answering.join();
        assertThat(balance.missing()).isZero();
    }
}
