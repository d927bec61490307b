package dev.presage.evaluator.measure;

/** The forecasts of one model that ended within some days: how many, and the sums of their scores. */
final class Tally {
    final ScoreSums sums = new ScoreSums();
    long evaluated;
    long missingTruth;
    long hindsight;
    long answers;
    long referencesCorrected;
    long referencesAbsent;

    void merge(Tally other) {
        sums.merge(other.sums);
        evaluated += other.evaluated;
        missingTruth += other.missingTruth;
        hindsight += other.hindsight;
        answers += other.answers;
        referencesCorrected += other.referencesCorrected;
        referencesAbsent += other.referencesAbsent;
    }
}
