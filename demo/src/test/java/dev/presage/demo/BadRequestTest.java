package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.Fault;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadRequestTest {
    private static final Set<String> FAULTS =
            Arrays.stream(Fault.values()).map(BadRequestTest::label).collect(Collectors.toSet());

    @ParameterizedTest
    @EnumSource
    void isRefusedByTheDecoderForTheReasonItNamesOrAcceptedAndLeftToThePredictor(BadRequest kind) {
        var decoded = PredictionRequestJson.decode(kind.value("demo-7", "AAPL"));

        if (FAULTS.contains(kind.reason())) {
            assertThat(decoded).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(label(rejected.fault()))
                    .isEqualTo(kind.reason()));
        } else {
            assertThat(decoded).isInstanceOf(Accepted.class);
        }
        assertThat(new String(kind.value("demo-7", "AAPL"), UTF_8)).contains("demo-7");
    }

    @Test
    void asksTheUnknownAndTheExpired() {
        assertThat(request(BadRequest.UNKNOWN_MODEL).modelType()).isNotIn("normal", "earnings");
        assertThat(request(BadRequest.UNKNOWN_TICKER).ticker().symbol())
                .isNotIn(List.of("AAPL", "COKE", "GOOGL", "TSLA", "YHOO"));
        assertThat(request(BadRequest.EXPIRED).expiresAt()).isBefore(Instant.now());
    }

    private static PredictionRequest request(BadRequest kind) {
        return ((Accepted<PredictionRequest>) PredictionRequestJson.decode(kind.value("demo-7", "AAPL"))).value();
    }

    private static String label(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
