package dev.presage.evaluator.measure;

/** The forecasts of one model that ended within some days: how many, and the sums of their scores. */
final class Tally {
    final ScoreSums sums = new ScoreSums();
    long evaluated;
    long missingTruth;
    long hindsight;
    long suspect;
    long answers;
    long referencesCorrected;
    long referencesAbsent;

    void merge(Tally other) {
        sums.merge(other.sums);
        evaluated += other.evaluated;
        missingTruth += other.missingTruth;
        hindsight += other.hindsight;
        suspect += other.suspect;
        answers += other.answers;
        referencesCorrected += other.referencesCorrected;
        referencesAbsent += other.referencesAbsent;
    }

    double value(ScoreSums.Sum sum) {
        return sums.value(sum);
    }
}
