package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Bounds;
import dev.presage.contract.Environments;
import dev.presage.contract.Inputs;
import dev.presage.contract.Settings.InvalidSettingsException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/** That whatever the environment and the command line hold, it is settings or a list of sentences. */
@Tag("faults")
class DamagedSettingsTest {
    /** Names of all settings are told where one is not known. */
    private static final int LONGEST_SENTENCE = 1000;

    @Provide
    Arbitrary<Map<String, String>> environments() {
        return Environments.of(
                "EVALUATOR_ZONE",
                "EVALUATOR_MODELS",
                "EVALUATOR_HINDSIGHT",
                "EVALUATOR_REPORT_DIR",
                "EVALUATOR_PUSHGATEWAY",
                "EVALUATOR_PUSH_TIMEOUT",
                "EVALUATOR_KAFKA_TIMEOUT",
                "KAFKA_BOOTSTRAP_SERVERS",
                "--date",
                "--zone",
                "--pushgateway");
    }

    @Property
    @Inputs(few = 2_000, many = 50_000)
    void anythingThatIsSetIsSettingsOrSentences(@ForAll("environments") Map<String, String> set) {
        List<String> problems = Bounds.within(Environments.size(set), () -> problems(set));

        assertThat(problems).allMatch(problem -> Bounds.isSentence(problem, LONGEST_SENTENCE));
        Statistics.collect(problems.isEmpty());
        Statistics.coverage(shares -> shares.check(true).percentage(share -> share > 5 && share < 95));
    }

    private static List<String> problems(Map<String, String> set) {
        Map<String, String> environment = new HashMap<>(set);
        Options options = new Options();
        options.date = environment.remove("--date");
        options.zone = environment.remove("--zone");
        options.pushgateway = environment.remove("--pushgateway");
        try {
            EvaluatorSettings.read(options, environment, Clock.systemUTC());
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems();
        }
    }
}
