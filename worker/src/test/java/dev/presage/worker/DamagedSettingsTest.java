package dev.presage.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Bounds;
import dev.presage.contract.Environments;
import dev.presage.contract.Inputs;
import dev.presage.contract.Settings.InvalidSettingsException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/** That whatever the environment holds, it is settings or a list of sentences. */
@Tag("faults")
class DamagedSettingsTest {
    /** Names of all settings are told where one is not known. */
    private static final int LONGEST_SENTENCE = 1000;

    @Provide
    Arbitrary<Map<String, String>> environments() {
        return Environments.of(
                "WORKER_APPLICATION_ID",
                "WORKER_PROCESSING_GUARANTEE",
                "WORKER_PROFILE",
                "WORKER_COMMIT_INTERVAL",
                "WORKER_STREAM_THREADS",
                "WORKER_MODELS_DIR",
                "WORKER_MODEL_PINS",
                "WORKER_HTTP_PORT",
                "WORKER_API_PORT",
                "WORKER_DRAIN_TIMEOUT",
                "KAFKA_BOOTSTRAP_SERVERS",
                "KAFKA_MAX_REQUEST_SIZE");
    }

    @Property
    @Inputs(few = 2_000, many = 50_000)
    void anyEnvironmentIsSettingsOrSentences(@ForAll("environments") Map<String, String> environment) {
        List<String> problems = Bounds.within(Environments.size(environment), () -> problems(environment));

        assertThat(problems).allMatch(problem -> Bounds.isSentence(problem, LONGEST_SENTENCE));
        Statistics.collect(problems.isEmpty());
        Statistics.coverage(shares -> shares.check(true).percentage(share -> share > 5 && share < 95));
    }

    private static List<String> problems(Map<String, String> environment) {
        try {
            WorkerSettings.read(environment);
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems();
        }
    }
}
