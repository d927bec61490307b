package dev.presage.evaluator.publish.page;

import dev.presage.evaluator.report.Report;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a window says of a model, in words like the demo's.
 *
 * @param skill whether the model is better than always naming the direction that was commoner in training
 * @param headline in a few words
 * @param sentence with the figures
 */
record VerdictSentence(Skill skill, String headline, String sentence) {
    /** What the bounds of the accuracy say beside the baseline's accuracy. */
    enum Skill {
        SHOWN,
        NOT_SHOWN,
        WORSE,
        UNKNOWN
    }

    /** Whether what the manifest promises is refuted, and in words. */
    record Promise(boolean broken, String sentence) {}

    static VerdictSentence of(Report.OfModel model, Report.@Nullable Figures figures) {
        String always = "always saying “" + model.majorityDirection() + "”";
        if (figures == null || measure(figures, "accuracy_ratio") == null) {
            return new VerdictSentence(Skill.UNKNOWN, "Nothing to judge yet", "No forecast whose truth is known.");
        }
        Skill skill = skill(figures);
        return switch (skill) {
            case SHOWN ->
                new VerdictSentence(
                        skill, "Better than " + always, sentence(model, figures, always, "better than that."));
            case NOT_SHOWN ->
                new VerdictSentence(
                        skill,
                        "No skill is shown",
                        sentence(model, figures, always, "not to be told from that: no skill is shown."));
            case WORSE ->
                new VerdictSentence(
                        skill,
                        "Worse than " + always,
                        sentence(model, figures, always, "worse than that: no skill, don't rely on it."));
            case UNKNOWN -> new VerdictSentence(skill, "Nothing to compare with", measured(model, figures));
        };
    }

    /** What the anytime-valid bound of a year says of what was promised; empty if it is not known. */
    static Optional<Promise> promise(Report.OfModel model, Report.@Nullable Figures year) {
        Double upper = year == null ? null : measure(year, "accuracy_anytime_upper_ratio");
        if (upper == null) {
            return Optional.empty();
        }
        boolean broken = upper < model.expectedAccuracyRatio();
        return Optional.of(new Promise(
                broken,
                "However often one looks, the accuracy of the year is " + Words.percent(upper)
                        + " at most (95 % sure): "
                        + (broken ? "less than was promised." : "what was promised can still be true.")));
    }

    /** A measure; null if it could not be computed. */
    static @Nullable Double measure(Report.Figures figures, String name) {
        return figures.measures().get(name);
    }

    private static Skill skill(Report.Figures figures) {
        Double lower = measure(figures, "accuracy_lower_ratio");
        Double upper = measure(figures, "accuracy_upper_ratio");
        Double baseline = measure(figures, "baseline_accuracy_ratio");
        if (lower == null || upper == null || baseline == null) {
            return Skill.UNKNOWN;
        }
        if (upper < baseline) {
            return Skill.WORSE;
        }
        return lower > baseline ? Skill.SHOWN : Skill.NOT_SHOWN;
    }

    private static String sentence(Report.OfModel model, Report.Figures figures, String always, String conclusion) {
        return measured(model, figures)
                + " "
                + Character.toUpperCase(always.charAt(0))
                + always.substring(1)
                + " would have been right "
                + Words.percent(measure(figures, "baseline_accuracy_ratio"))
                + " of the time, so the model is "
                + conclusion;
    }

    private static String measured(Report.OfModel model, Report.Figures figures) {
        return Words.count(evaluated(figures), "forecast")
                + ", "
                + Words.percent(measure(figures, "accuracy_ratio"))
                + " of directions right (between "
                + Words.percentNumber(measure(figures, "accuracy_lower_ratio"), 1)
                + " and "
                + Words.percentNumber(measure(figures, "accuracy_upper_ratio"), 1)
                + ", 95 % sure); promised were "
                + Words.percent(model.expectedAccuracyRatio())
                + ".";
    }

    static long evaluated(Report.Figures figures) {
        return figures.forecasts().getOrDefault("evaluated", 0L);
    }
}
