package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureValuesTest {
    private final Map<String, Double> map = new LinkedHashMap<>();

    FeatureValuesTest() {
        map.put("range", 0.5);
        map.put("gap", -0.0);
        map.put("eps_surprise", 1e300);
    }

    @Test
    void isTheMapItWasMadeOfInItsOrder() {
        FeatureValues features = FeatureValues.of(map);

        assertThat(features).isEqualTo(map).hasSameHashCodeAs(map);
        assertThat(map).isEqualTo(features);
        assertThat(features).hasToString(map.toString());
        assertThat(features.keySet()).containsExactly("range", "gap", "eps_surprise");
        map.forEach((name, value) -> assertThat(features.get(name)).isEqualTo(value));
    }

    @Test
    void isReadWithoutBoxing() {
        FeatureValues features = FeatureValues.of(map);

        for (int usual = 0; usual < 4; usual++) {
            assertThat(features.value("range", usual)).isEqualTo(0.5);
            assertThat(features.value("gap", usual)).isEqualTo(-0.0);
            assertThat(features.value("gap2", usual)).isNaN();
        }
        assertThat(features.containsKey("gap")).isTrue();
        assertThat(features.containsKey("gap2")).isFalse();
        assertThat(features.get("gap2")).isNull();
    }

    @Test
    void isMadeOnceAndNeverCopied() {
        FeatureValues features = FeatureValues.of(map);

        assertThat(FeatureValues.of(features)).isSameAs(features);
        assertThat(FeatureValues.of(Map.of())).isSameAs(FeatureValues.NONE);
        assertThat(new PredictionRequest("r1", new Ticker("AAPL"), "normal", null, features, null).features())
                .isSameAs(features);
    }

    @Test
    void neverChanges() {
        FeatureValues features = FeatureValues.of(map);

        map.put("range", 0.25);

        assertThat(features.value("range", 0)).isEqualTo(0.5);
        assertThatThrownBy(() -> features.put("range", 1.0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> features.remove("range")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(features::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> features.entrySet().iterator().next().setValue(1.0))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
