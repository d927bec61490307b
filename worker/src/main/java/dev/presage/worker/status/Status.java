package dev.presage.worker.status;

import dev.presage.worker.status.RecentTraffic.Traffic;
import dev.presage.worker.status.StatusPage.Identity;
import dev.presage.worker.status.VerdictSource.Known;
import dev.presage.worker.telemetry.LastRejections.Rejection;
import dev.presage.worker.telemetry.RequestProgress.PartitionProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the page shows, at one time.
 *
 * @param at that time
 * @param identity who this worker is
 * @param live false once nothing but a restart helps
 * @param missing what is missing for requests to be answered; empty when ready
 * @param streamsState as Kafka Streams calls it
 * @param brokerAnswered when a broker last answered
 * @param newestBar when the newest price bar closed
 * @param tickers how many have prices
 * @param models those that are served
 * @param partitions of the requests topic
 * @param minute what happened in the last minute
 * @param minutes what happened in the last five
 * @param rejections the last for each reason, newest first
 * @param rejected requests rejected since the start, by reason
 * @param verdict of the last night
 */
record Status(
        Instant at,
        Identity identity,
        boolean live,
        List<String> missing,
        String streamsState,
        Optional<Instant> brokerAnswered,
        Optional<Instant> newestBar,
        int tickers,
        List<ServedModel> models,
        List<PartitionProgress> partitions,
        Traffic minute,
        Traffic minutes,
        List<Rejection> rejections,
        Map<String, Double> rejected,
        Known verdict) {
    Status {
        missing = List.copyOf(missing);
        models = List.copyOf(models);
        partitions = List.copyOf(partitions);
        rejections = List.copyOf(rejections);
        rejected = Map.copyOf(rejected);
    }

    /**
     * A model that is served.
     *
     * @param model type and version, such as {@code normal/1}
     * @param sha256 of its file, in hexadecimal
     * @param trainedUpTo the last day of its training window
     */
    record ServedModel(String model, String sha256, String trainedUpTo) {}
}
