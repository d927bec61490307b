package dev.presage.faults.pager;

import dev.presage.faults.HandMadeModel;
import dev.presage.faults.Scale;
import dev.presage.process.ChildProcess;
import dev.presage.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A worker that runs, and prices, requests and models that are not as they should be. */
final class RequestScene extends KafkaScene {
    private static final String FAILING = "root";
    private static final String SLOW = "slow";

    /** Requests a second that a worker has no trouble with. */
    private static final int USUAL = 100;

    private static final Duration FROZEN = Duration.ofMillis(900);
    private static final Duration AWAKE = Duration.ofMillis(500);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int debugPort = FreePort.any();
    private Runnable flow = () -> {};
    private Runnable held = () -> {};

    @SuppressWarnings("NullAway.Init")
    private Replica worker;

    RequestScene(Path directory) {
        super(directory);
    }

    @Override
    Set<String> rules() {
        return RULES_ON_WORKERS;
    }

    @Override
    List<LiveCase> cases(Scale scale) {
        return scale == Scale.SHORT
                ? List.of()
                : List.of(
                        feedStopped(),
                        burst(),
                        idleNight(),
                        apiElsewhere(),
                        threadHangs(),
                        modelFails(),
                        modelFailsOverHttp(),
                        workerFreezes(),
                        modelTooSlow());
    }

    @Override
    Path models() {
        return directory.resolve("models");
    }

    /** The first version of each model is the one with the fault; it is served where it is pinned. */
    @Override
    void start() throws Exception {
        HandMadeModel.failing(FAILING, 1).write(models());
        HandMadeModel.echo(FAILING, 2, 0.02, 0.5).write(models());
        HandMadeModel.slow(SLOW, 1).write(models());
        HandMadeModel.echo(SLOW, 2, 0.02, 0.5).write(models());
        Files.createSymbolicLink(models().resolve("normal"), super.models().resolve("normal"));
        super.start();
        atEnd(() -> flow.run());
        worker = start(Map.of());
        monitoring.watchWorkers(worker);
    }

    private Replica start(Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("WORKER_BATCH_SIZE", "1"); // so that the slow model is slow for each request
        return replica(environment).start();
    }

    /** Another worker takes over before the one that runs is stopped. */
    private void deploy(Map<String, String> settings) throws Exception {
        Replica next = start(settings);
        monitoring.watchWorkers(next);
        worker.stop();
        worker = next;
    }

    /** The bars of the last ten days never came. */
    private LiveCase feedStopped() {
        return Incident.when(
                        "the price feed stopped 8 days ago",
                        () -> publishBars(Market.sessions(60, Instant.now().minus(Duration.ofDays(8)))))
                .tickets("PriceFeedStale")
                .mendedBy(() -> publishBars(Market.sessions(60, Instant.now())));
    }

    private void ask(String model, double feature) {
        market.ask(model, TICKER, Map.of(HandMadeModel.FEATURE, feature));
    }

    private void askUsual() {
        market.ask("normal", TICKER, Map.of());
    }

    /** The worker stands still while they are asked. There are too few of them to spend the budget for late predictions. */
    private LiveCase burst() {
        return new Calm(
                "a burst of 60 requests in a quiet hour, drained within a minute",
                () -> {
                    worker.worker().process().suspend();
                    for (int i = 0; i < 60; i++) {
                        askUsual();
                    }
                    market.flush();
                    pass(Pace.of(Duration.ofMinutes(1)).minusSeconds(1));
                    worker.worker().process().resume();
                    awaitPredicted(worker, 60);
                },
                Duration.ofMinutes(8));
    }

    private LiveCase idleNight() {
        return new Calm("an idle night: nothing is asked", () -> {}, Duration.ofMinutes(20));
    }

    /** A debugger holds it. */
    private LiveCase threadHangs() {
        return Incident.when("the thread that answers requests hangs", () -> {
                    deploy(StreamThread.debuggable(debugPort));
                    held = StreamThread.hold(debugPort)::close;
                    for (int i = 0; i < 10; i++) {
                        askUsual();
                    }
                    market.flush();
                })
                .pages("ConsumerStalled")
                .with("BacklogTooOld")
                .mendedBy(() -> held.run());
    }

    private LiveCase modelFails() {
        return Incident.when("a model fails on every request", () -> {
                    deploy(Map.of("WORKER_MODEL_PINS", FAILING + "=1"));
                    flow = market.flow(1, () -> ask(FAILING, -1));
                })
                .pages("PredictionErrorRatioHigh")
                .with("RequestsRejected")
                .mendedBy(() -> {
                    deploy(Map.of());
                    flow.run();
                });
    }

    private LiveCase apiElsewhere() {
        return Incident.when(
                        "a worker is deployed with its API turned off", () -> deploy(Map.of("WORKER_API_PORT", "off")))
                .pages("PredictionApiDown")
                .mendedBy(() -> deploy(Map.of()));
    }

    /** Nobody asks for that model on the topic. */
    private LiveCase modelFailsOverHttp() {
        return Incident.when("a model fails whenever it is asked over HTTP", () -> {
                    deploy(Map.of("WORKER_MODEL_PINS", FAILING + "=1"));
                    flow = market.flow(1, this::askOverHttp);
                })
                .pages("ApiErrorRatioHigh")
                .mendedBy(() -> {
                    deploy(Map.of());
                    flow.run();
                });
    }

    private void askOverHttp() {
        URI uri = URI.create("http://" + worker.apiAddress() + "/predict/" + TICKER + "?model_type=" + FAILING
                + "&features." + HandMadeModel.FEATURE + "=-1");
        var unused = http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    }

    private LiveCase workerFreezes() {
        return Incident.when("the worker stands still for 0.9 s of every 1.4 s", () -> {
                    flow = market.flow(USUAL, this::askUsual);
                    held = freezing(worker.worker().process());
                })
                .pages("PredictionLatencyBudgetBurnFast")
                .with("PredictionLatencyBudgetBurnSlow")
                .mendedBy(() -> {
                    held.run();
                    pass(Pace.of(Duration.ofMinutes(5)));
                    flow.run();
                });
    }

    /** More than it can do in minutes is asked at once. */
    private LiveCase modelTooSlow() {
        return Incident.when("a model is too slow for what is asked", () -> {
                    deploy(Map.of("WORKER_MODEL_PINS", SLOW + "=1"));
                    for (int i = 0; i < 30_000; i++) {
                        ask(SLOW, i * 1e-6);
                    }
                    market.flush();
                })
                .pages("BacklogTooOld")
                .with("PredictionLatencyBudgetBurnFast", "BacklogGrowing")
                .mendedBy(() -> deploy(Map.of()));
    }

    /** Lets a process stand still again and again, until what is returned is run. */
    private static Runnable freezing(ChildProcess process) {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> freezing = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                freezeOnce(process);
            }
        });
        return () -> {
            enough.set(true);
            freezing.join();
        };
    }

    private static void freezeOnce(ChildProcess process) {
        try {
            process.suspend();
            pass(FROZEN);
            process.resume();
            pass(AWAKE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
