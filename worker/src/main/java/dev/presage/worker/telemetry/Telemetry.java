package dev.presage.worker.telemetry;

import dev.presage.contract.PriceBar;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.gather.GatherProcessor.GatherListener;
import dev.presage.worker.gather.GatheredRequest;
import dev.presage.worker.logging.OnceAMinute;
import dev.presage.worker.predict.PredictionProcessor.OutcomeListener;
import dev.presage.worker.predict.PredictionProcessor.Work;
import dev.presage.worker.window.BarRejection;
import dev.presage.worker.window.PriceBarProcessor.BarListener;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what happens to requests and bars to those who show it. */
public final class Telemetry implements GatherListener, OutcomeListener, BarListener {
    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

    private final WorkerMetrics metrics;
    private final LastRejections rejections;
    private final RequestProgress progress;
    private final Health health;
    private final Clock clock;
    private final Map<BarRejection, OnceAMinute> logs = new EnumMap<>(BarRejection.class);

    public Telemetry(
            WorkerMetrics metrics, LastRejections rejections, RequestProgress progress, Health health, Clock clock) {
        this.metrics = metrics;
        this.rejections = rejections;
        this.progress = progress;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public void gathered() {
        metrics.requestGathered();
    }

    @Override
    public void released(int partition, int requests) {
        progress.released(partition);
        metrics.requestsEnded(requests);
    }

    @Override
    public void begun(int partition, long newestMillis) {
        progress.taken(partition, newestMillis);
    }

    @Override
    public void answered(List<GatheredRequest> requests, List<Answer> answers, Work work) {
        if (metrics.answered(requests, answers, work) > 0) {
            rejections.answered(requests, answers, work);
        }
    }

    @Override
    public void ended(int requests) {
        metrics.requestsEnded(requests);
    }

    @Override
    public void taken(PriceBar bar) {
        metrics.barTaken(bar, !health.arePricesRestored());
    }

    /** Refused bars have no topic to go to, so one a minute of each kind is logged. */
    @Override
    public void refused(BarRejection reason, String message) {
        if (!health.arePricesRestored()) {
            return;
        }
        metrics.barRefused(reason);
        if (logs.computeIfAbsent(reason, first -> new OnceAMinute()).isDue(clock.instant())) {
            LOG.atWarn().addKeyValue("reason", reason.label()).log("a price bar is refused: {}", message);
        }
    }
}
