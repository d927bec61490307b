package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.faults.HandMadeModel;
import dev.presage.faults.Scale;
import dev.presage.process.ChildProcess;
import dev.presage.process.EvaluatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Evaluations that do not come, and such that tell nothing good. */
final class EvaluationScene extends KafkaScene {
    private static final int FIRST_VERSION = 1;
    private static final int NEXT_VERSION = 2;
    private static final String GAPS = "gaps";

    @SuppressWarnings("NullAway.Init")
    private PastSessions sessions;

    @SuppressWarnings("NullAway.Init")
    private Replica worker;

    @SuppressWarnings("NullAway.Init")
    private PushedFigures pushed;

    /** How many questions were asked before the worker was started last, which counts from its start. */
    private long askedBefore;

    EvaluationScene(Path directory) {
        super(directory);
    }

    @Override
    Set<String> rules() {
        return Set.of("evaluation.yml", "model.yml", "monitoring.yml");
    }

    @Override
    Path models() {
        return directory.resolve("models");
    }

    @Override
    List<LiveCase> cases(Scale scale) {
        return scale == Scale.SHORT
                ? List.of(missedTwice())
                : List.of(
                        late(),
                        stuck(),
                        missed(),
                        missedTwice(),
                        failed(),
                        pushRefused(),
                        featureWrong(),
                        barsMissing(),
                        pushgatewayForgot());
    }

    @Override
    void start() throws Exception {
        writeModels(FIRST_VERSION);
        HandMadeModel.echo(GAPS, FIRST_VERSION, 10, 0.5)
                .within(Duration.ofDays(4))
                .write(models());
        super.start();
        pushed = new PushedFigures(monitoring.pushgateway);
        monitoring.watchWorkers();
        sessions = new PastSessions(market);
        sessions.publish();
        worker = replica(Map.of());
    }

    private void writeModels(int version) throws IOException {
        HandMadeModel.echo("inverted", version, 10, 0.5).write(models());
        HandMadeModel.echo("weaker", version, 10, 0.95).write(models());
        HandMadeModel.echo("boastful", version, 0.01, 0.5).write(models());
    }

    private void evaluateLast() throws Exception {
        evaluate(sessions.day(PastSessions.LAST));
    }

    private LiveCase late() {
        return new Calm(
                "one evaluation is an hour late",
                () -> {
                    evaluateLast();
                    pushed.moveBack(Duration.ofHours(25));
                },
                Duration.ofMinutes(11));
    }

    /** Its Kafka takes the connection and says nothing; it is killed while it waits. */
    private LiveCase stuck() {
        return Incident.when("an evaluation is killed, two hours ago", () -> {
                    evaluateLast();
                    double before = pushed.lastStart();
                    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                            ChildProcess run =
                                    evaluator().start("--bootstrap-servers", "127.0.0.1:" + silent.getLocalPort())) {
                        await().atMost(Duration.ofSeconds(30)).until(() -> pushed.lastStart() > before);
                        run.kill();
                    }
                    pushed.moveBack(Duration.ofMinutes(121));
                })
                .tickets("ModelEvaluationStuck")
                .mendedBy(this::evaluateLast);
    }

    private LiveCase missed() {
        return Incident.when("the last evaluation was 27 hours ago", () -> {
                    evaluateLast();
                    pushed.moveBack(Duration.ofHours(27));
                })
                .tickets("ModelEvaluationMissed")
                .mendedBy(this::evaluateLast);
    }

    private LiveCase missedTwice() {
        return Incident.when("the last evaluation was 51 hours ago", () -> {
                    evaluateLast();
                    pushed.moveBack(Duration.ofHours(51));
                })
                .pages("ModelEvaluationMissed")
                .mendedBy(this::evaluateLast);
    }

    private LiveCase failed() {
        return Incident.when("an evaluation finds no broker", () -> {
                    EvaluatorProcess.Ended ended = evaluator().run("--bootstrap-servers", "127.0.0.1:1");
                    assertThat(ended.exitCode()).isEqualTo(3);
                })
                .tickets("ModelEvaluationFailed")
                .mendedBy(this::evaluateLast);
    }

    /** Another job's metric has a name of the evaluator's, and is of another type. */
    private LiveCase pushRefused() {
        String name = "model_evaluator_last_success_timestamp_seconds";
        return Incident.when("the Pushgateway refuses the figures", () -> {
                    pushed.delete();
                    monitoring.pushgateway.tell(
                            "PUT", "/metrics/job/other", "# TYPE " + name + " counter\n" + name + " 1\n");
                    EvaluatorProcess.Ended ended = evaluator()
                            .run("--date", sessions.day(PastSessions.LAST).toString());
                    assertThat(ended.exitCode()).isEqualTo(4);
                })
                .tickets("PushRejected")
                .mendedBy(() -> {
                    monitoring.pushgateway.tell("DELETE", "/metrics/job/other", "");
                    evaluateLast();
                });
    }

    /**
     * For 20 sessions of a year the feature that all models live on was wrong; the evaluation of the last of them is pushed as if it were of
     * today. The year's bounds never rise, so the mended feature does not end it: the models are replaced by their next versions.
     */
    private LiveCase featureWrong() {
        return Incident.when("the feature that the models live on is wrong", () -> {
                    worker.start();
                    int last = sessions.badEnd();
                    ask(last, true);
                    awaitAnswers();
                    evaluate(sessions.day(last));
                    pushed.moveForward(sessions.untilLast(last));
                })
                .tickets("ModelWorseThanBaseline", Map.of("model_type", "inverted"))
                .tickets("ModelAccuracyBelowExpected", Map.of("model_type", "weaker"))
                .tickets("ModelConfidenceMiscalibrated", Map.of("model_type", "boastful"))
                .mendedBy(() -> {
                    worker.stop();
                    askedBefore = sessions.asked();
                    writeModels(NEXT_VERSION);
                    worker.start();
                    ask(PastSessions.LAST, false);
                    awaitAnswers();
                    evaluateLast();
                });
    }

    /**
     * Questions of 20 sessions to three models: 120 forecasts, and 1,200 of the one whose confidence is to be judged.
     *
     * @param last the session in which the last forecasts end
     * @param bad whether the feature is wrong
     */
    private void ask(int last, boolean bad) {
        for (int session = last - PastSessions.WINDOW; session < last; session++) {
            for (int ticker = 0; ticker < PastSessions.TICKERS; ticker++) {
                int of10 = (session + ticker) % 10;
                sessions.ask("boastful", ticker, session, bad && of10 >= 6 ? -0.05 : 0.05);
                if (ticker < 6) {
                    sessions.ask("inverted", ticker, session, bad ? -0.01 : 0.01);
                    sessions.ask("weaker", ticker, session, bad && of10 >= 7 ? -0.01 : 0.01);
                }
            }
        }
    }

    private void awaitAnswers() {
        market.flush();
        awaitPredicted(worker, sessions.asked() - askedBefore);
    }

    /** Of half of the tickers no bar comes after the session that is asked about, until late. */
    private LiveCase barsMissing() {
        return Incident.when("the feed lost the bars of half of the tickers", () -> {
                    for (int i = 0; i < PastSessions.WITH_GAPS; i++) {
                        sessions.ask(GAPS, PastSessions.TICKERS + i, PastSessions.GAP, 0.01);
                    }
                    awaitAnswers();
                    evaluateLast();
                })
                .tickets("ModelTruthMissing")
                .mendedBy(() -> {
                    sessions.publishLost();
                    evaluateLast();
                });
    }

    private LiveCase pushgatewayForgot() {
        return Incident.when("the Pushgateway lost what was pushed", () -> pushed.delete())
                .tickets("ModelEvaluationNeverReported")
                .mendedBy(this::evaluateLast);
    }
}
