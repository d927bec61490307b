package dev.presage.evaluator.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.evaluator.publish.page.VerdictSentence.Skill;
import dev.presage.evaluator.report.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictSentenceTest {
    private static final Report.OfModel MODEL = new Report.OfModel(
            "normal", 1, 0.513, 0.01, "up", 1, "PT168H", Map.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of());

    private static Report.Figures figures(double accuracy, double lower, double upper, double baseline) {
        return figures(Map.of(
                "accuracy_ratio", accuracy,
                "accuracy_lower_ratio", lower,
                "accuracy_upper_ratio", upper,
                "baseline_accuracy_ratio", baseline));
    }

    private static Report.Figures figures(Map<String, Double> measures) {
        return new Report.Figures(Map.of("evaluated", 1109L), 1109, 0, 0, measures);
    }

    @Test
    void tellsAModelThatIsWorseThanNoModel() {
        VerdictSentence verdict = VerdictSentence.of(MODEL, figures(0.48, 0.451, 0.51, 0.542));

        assertThat(verdict.skill()).isEqualTo(Skill.WORSE);
        assertThat(verdict.headline()).isEqualTo("Worse than always saying “up”");
        assertThat(verdict.sentence().replace('\u00a0', ' '))
                .isEqualTo(
                        "1109 forecasts, 48.0 % of directions right (between 45.1 and 51.0, 95 % sure); promised were 51.3 %. "
                                + "Always saying “up” would have been right 54.2 % of the time, so the model is worse than that: no skill, "
                                + "don't rely on it.");
    }

    @Test
    void showsNoSkillWhereTheBaselineIsWithinTheBounds() {
        assertThat(VerdictSentence.of(MODEL, figures(0.5, 0.45, 0.55, 0.55)).skill())
                .isEqualTo(Skill.NOT_SHOWN);
        assertThat(VerdictSentence.of(MODEL, figures(0.5, 0.45, 0.55, 0.45)).skill())
                .isEqualTo(Skill.NOT_SHOWN);
    }

    @Test
    void showsSkillWhereEvenTheLowerBoundIsAboveTheBaseline() {
        assertThat(VerdictSentence.of(MODEL, figures(0.61, 0.561, 0.659, 0.542)))
                .extracting(VerdictSentence::skill, VerdictSentence::headline)
                .containsExactly(Skill.SHOWN, "Better than always saying “up”");
    }

    @Test
    void judgesNothingOfWhichNothingIsKnown() {
        Map<String, Double> nullMeasure = new HashMap<>();
        nullMeasure.put("accuracy_ratio", null);

        assertThat(VerdictSentence.of(MODEL, null).headline()).isEqualTo("Nothing to judge yet");
        assertThat(VerdictSentence.of(MODEL, figures(nullMeasure)).headline()).isEqualTo("Nothing to judge yet");
        assertThat(VerdictSentence.of(MODEL, figures(Map.of("accuracy_ratio", 0.5)))
                        .headline())
                .isEqualTo("Nothing to compare with");
    }

    @Test
    void saysWhetherThePromiseIsRefuted() {
        assertThat(VerdictSentence.promise(MODEL, figures(Map.of("accuracy_anytime_upper_ratio", 0.512))))
                .hasValueSatisfying(promise -> assertThat(promise.broken()).isTrue());
        assertThat(VerdictSentence.promise(MODEL, figures(Map.of("accuracy_anytime_upper_ratio", 0.513))))
                .hasValueSatisfying(promise -> assertThat(promise.broken()).isFalse());
        assertThat(VerdictSentence.promise(MODEL, figures(Map.of()))).isEmpty();
    }
}
