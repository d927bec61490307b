package dev.presage.worker.status;

import dev.presage.worker.status.RecentTraffic.Traffic;
import dev.presage.worker.status.StatusPage.Identity;
import dev.presage.worker.telemetry.LastRejections.Rejection;
import dev.presage.worker.telemetry.RequestProgress.PartitionProgress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Writes the page. It needs no script: the browser asks for it again every few seconds. */
final class StatusHtml {
    /** The promise of docs: 99 % of predictions end to end within 500 ms. */
    private static final double PROMISED_SECONDS = 0.5;

    private static final double PROMISED_SHARE = 0.99;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);
    private static final double LONGEST_WAIT_SECONDS = 60;
    private static final double LARGEST_GUESSED_SECONDS = 10;
    private static final int REFRESH_SECONDS = 5;
    private static final List<String> LATENCY = List.of("", "half within", "95 % within", "99 % within");
    private static final List<String> PARTITIONS =
            List.of("partition", "waiting", "for", "done up to", "end", "worked on by");
    private static final List<String> REJECTIONS = List.of("reason", "since the start", "last", "request", "why");
    private static final List<String> MODELS = List.of("model", "trained up to", "file");

    private final Status status;
    private final Html html = new Html();

    private StatusHtml(Status status) {
        this.status = status;
    }

    /** @param style the page's style sheet */
    static String write(Status status, String style) {
        return new StatusHtml(status).page(style);
    }

    private String page(String style) {
        html.markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .markup("<meta http-equiv=\"refresh\" content=\"" + REFRESH_SECONDS + "\">")
                .element("title", (isReady() && isConnected() ? "ready" : "NOT READY") + " – prediction worker")
                .markup("<style>" + style + "</style></head>\n<body>\n");
        head();
        html.markup("<main>\n");
        tiles();
        latency();
        partitions();
        rejections();
        models();
        VerdictSection.write(html, status.verdict(), status.at());
        html.markup("</main>\n");
        foot();
        return html.markup("</body></html>\n").toString();
    }

    private boolean isReady() {
        return status.live() && status.missing().isEmpty();
    }

    /** Kafka Streams stays RUNNING without a broker. */
    private boolean isConnected() {
        return status.brokerAnswered()
                .filter(at -> at.isAfter(status.at().minus(LONGEST_SILENCE)))
                .isPresent();
    }

    private void head() {
        boolean good = isReady() && isConnected();
        html.markup(good ? "<header class=\"ready\">" : "<header class=\"bad\">");
        html.element("h1", good ? "Answers requests" : status.live() ? "Does not answer requests" : "Failed");
        if (!status.live()) {
            html.element("p", "Kafka Streams failed; the worker must be restarted.");
        }
        status.missing().forEach(missing -> html.element("p", missing));
        if (isReady() && !isConnected()) {
            html.element("p", "Kafka does not answer; what is below of waiting requests is what it told last.");
        }
        Identity identity = status.identity();
        html.element(
                "p",
                "Prediction worker " + identity.version() + " of group " + identity.group() + ", Kafka at "
                        + identity.brokers()
                        + ", started " + Words.ago(identity.startedAt(), status.at()) + ", Kafka Streams "
                        + status.streamsState() + ".");
        html.markup("</header>\n");
    }

    private void tiles() {
        Traffic minute = status.minute();
        String lately = "in " + Words.about(minute.duration());
        Buckets endToEnd = minute.histogram(Counts.END_TO_END);
        OptionalDouble inTime = endToEnd.shareUpTo(PROMISED_SECONDS);
        long waiting =
                status.partitions().stream().mapToLong(PartitionProgress::lag).sum();
        double longest = status.partitions().stream()
                .mapToDouble(PartitionProgress::oldestSeconds)
                .max()
                .orElse(0);
        html.markup("<dl class=\"tiles\">\n");
        html.tile("requests a second", Words.figure(minute.requestsPerSecond()), lately, true);
        html.tile("rejected", Words.count(minute.rejected()), lately + longer(status.minutes()), true);
        html.tile(
                "within 500 ms",
                Words.percent(inTime),
                "of predictions " + lately + "; 99 % are promised",
                inTime.orElse(1) >= PROMISED_SHARE);
        html.tile(
                "waiting",
                status.partitions().isEmpty() ? "–" : Words.count(waiting),
                longest > 0 ? "requests, here for " + Words.seconds(OptionalDouble.of(longest)) : "requests",
                longest <= LONGEST_WAIT_SECONDS);
        html.tile(
                "Kafka answered",
                status.brokerAnswered().map(at -> Words.ago(at, status.at())).orElse("not yet"),
                "asked every 5 s",
                isConnected());
        html.tile(
                "newest price bar",
                status.newestBar().map(at -> Words.ago(at, status.at())).orElse("none"),
                status.newestBar().map(at -> "closed " + Words.time(at) + ", ").orElse("") + tickers(),
                status.newestBar().isPresent());
        html.markup("</dl>\n");
    }

    private static String longer(Traffic minutes) {
        return minutes.duration().compareTo(Duration.ofMinutes(2)) < 0
                ? ""
                : "; " + Words.count(minutes.rejected()) + " in " + Words.about(minutes.duration());
    }

    private String tickers() {
        return status.tickers() == 1 ? "1 ticker" : Words.count((long) status.tickers()) + " tickers";
    }

    private void latency() {
        Traffic minutes = status.minutes();
        html.markup("<section>");
        html.table("How long predictions took in the last " + Words.about(minutes.duration()), LATENCY);
        duration("from request to prediction", minutes.histogram(Counts.END_TO_END));
        duration("of that, waiting", minutes.histogram(Counts.QUEUE));
        duration("of that, in work", minutes.histogram(Counts.IN_WORK));
        html.endTable().markup("</section>\n");
    }

    private void duration(String what, Buckets durations) {
        html.row(LATENCY, List.of(what, within(durations, 0.5), within(durations, 0.95), within(durations, 0.99)));
    }

    /** Buckets of many seconds are too wide for a guess. */
    private static String within(Buckets durations, double share) {
        OptionalDouble bound = durations.bound(share);
        return bound.orElse(0) > LARGEST_GUESSED_SECONDS && !Double.isInfinite(bound.getAsDouble())
                ? "up to " + Words.age(Duration.ofSeconds((long) bound.getAsDouble()))
                : Words.seconds(durations.quantile(share));
    }

    private void partitions() {
        html.markup("<section>");
        html.table("Partitions of prediction-requests", PARTITIONS);
        for (PartitionProgress partition : status.partitions()) {
            html.row(
                    PARTITIONS,
                    List.of(
                            Integer.toString(partition.partition()),
                            Words.count(partition.lag()),
                            partition.oldestSeconds() == 0
                                    ? "–"
                                    : Words.seconds(OptionalDouble.of(partition.oldestSeconds())),
                            Long.toString(partition.committed()),
                            Long.toString(partition.end()),
                            partition.here() ? "this worker" : "another, or none"));
        }
        html.endTable();
        if (status.partitions().isEmpty()) {
            html.element("p", "No broker has told yet.");
        }
        html.markup("</section>\n");
    }

    private void rejections() {
        html.markup("<section>");
        html.table("Last rejection of each kind", REJECTIONS);
        for (Rejection last : status.rejections()) {
            String reason = last.reason().label();
            html.row(
                    REJECTIONS,
                    List.of(
                            reason,
                            Words.count(status.rejected().getOrDefault(reason, 0.0)),
                            Words.ago(last.at(), status.at()),
                            last.topic() + " " + last.partition() + ":" + last.offset()
                                    + (last.requestId() == null ? "" : " (" + last.requestId() + ")"),
                            last.message()));
        }
        html.endTable();
        html.element(
                "p",
                status.rejections().isEmpty()
                        ? "None since the start."
                        : "All of them are dead letters: worker.jar dlq list --reason "
                                + status.rejections().get(0).reason().label());
        html.markup("</section>\n");
    }

    private void models() {
        html.markup("<section>");
        html.table("Models, loaded " + Words.ago(status.identity().startedAt(), status.at()), MODELS);
        for (Status.ServedModel model : status.models()) {
            html.row(
                    MODELS,
                    List.of(
                            model.model(),
                            model.trainedUpTo(),
                            "sha256 " + model.sha256().substring(0, 12) + "…"));
        }
        html.endTable().markup("</section>\n");
    }

    private void foot() {
        html.markup("<footer><p>")
                .text("As of " + status.at().toString().substring(0, 19).replace('T', ' ') + " UTC; again in "
                        + REFRESH_SECONDS + " s. ")
                .markup("<a href=\"metrics\">metrics</a> <a href=\"readyz\">readyz</a> <a href=\"livez\">livez</a></p>")
                .element("p", "Prediction API: " + status.identity().api() + ".")
                .markup("</footer>\n");
    }
}
