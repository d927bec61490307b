package dev.presage.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RequestSourceTest {
    @ParameterizedTest
    @EnumSource(Case.class)
    void makesRequestsThatTheContractTakes(Case asked) {
        RequestSource source = new RequestSource(asked, 100, 1);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Decoded<PredictionRequest> decoded = PredictionRequestJson.decode(source.next());

            assertThat(decoded).isInstanceOf(Accepted.class);
            PredictionRequest request = ((Accepted<PredictionRequest>) decoded).value();
            assertThat(request.ticker().symbol()).isEqualTo(Market.symbol(source.ticker()));
            assertThat(request.modelType()).isEqualTo(asked.modelType());
            assertThat(request.features()).hasSize(asked.features());
            assertThat(request.features().values()).allMatch(value -> Math.abs(value) <= asked.largest());
            ids.add(request.requestId());
        }
        assertThat(ids).hasSize(1000);
    }

    @Test
    void makesTheSameRequestsForTheSameSeed() {
        assertThat(new RequestSource(Case.MLP, 100, 1).next()).isEqualTo(new RequestSource(Case.MLP, 100, 1).next());
    }
}
