package dev.presage.faults.pager;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import dev.presage.features.DailyBars;
import dev.presage.process.Checkout;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Who publishes prices and asks for predictions. The prices are real ones, of other days. */
final class Market implements AutoCloseable {
    /** After a close, its bar may take so long to come. */
    private static final Duration FEED_DELAY = Duration.ofHours(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<PriceBar> real;
    private final AtomicLong asked = new AtomicLong();

    Market(String bootstrapServers) throws IOException {
        real = DailyBars.read(Checkout.own().root().resolve("data/daily-bars.csv"));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "reconnect.backoff.max.ms", 200L),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The last weekdays whose bars are due at an instant, the oldest first. */
    static List<LocalDate> sessions(int count, Instant at) {
        List<LocalDate> sessions = new ArrayList<>();
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        for (; sessions.size() < count; day = day.minusDays(1)) {
            boolean weekday = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            if (weekday && !DailyBars.closeTime(day).plus(FEED_DELAY).isAfter(at)) {
                sessions.add(0, day);
            }
        }
        return sessions;
    }

    /** Prices of a ticker on those days: those of a real one, the last it has, in their order. */
    List<PriceBar> bars(Ticker ticker, String realSymbol, List<LocalDate> days) {
        List<PriceBar> source = real.stream()
                .filter(bar -> bar.ticker().symbol().equals(realSymbol))
                .toList();
        List<PriceBar> bars = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            PriceBar bar = source.get(source.size() - days.size() + i);
            bars.add(new PriceBar(
                    ticker,
                    DailyBars.closeTime(days.get(i)),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume()));
        }
        return bars;
    }

    void publish(List<PriceBar> bars) {
        bars.forEach(bar -> send(Topic.PRICES, bar.ticker().symbol(), PriceBarJson.encode(bar)));
        producer.flush();
    }

    /** Publishes something that may be no price bar. */
    void publishPrice(String ticker, String text) {
        send(Topic.PRICES, ticker, text.getBytes(US_ASCII));
        producer.flush();
    }

    /** Publishes a request that may be none. */
    void ask(String text) {
        send(Topic.REQUESTS, "", text.getBytes(US_ASCII));
    }

    /** Asks a model about a ticker, now and with these features. */
    void ask(String modelType, String ticker, Map<String, Double> features) {
        ask(modelType, ticker, null, features);
    }

    void ask(String modelType, String ticker, @Nullable Instant asOf, Map<String, Double> features) {
        PredictionRequest request = new PredictionRequest(
                "r-" + asked.getAndIncrement(), new Ticker(ticker), modelType, asOf, features, null);
        send(Topic.REQUESTS, ticker, PredictionRequestJson.encode(request));
    }

    /** Does something so many times a second, until what is returned is run. */
    Runnable flow(int perSecond, Runnable request) {
        ScheduledExecutorService flow = Executors.newSingleThreadScheduledExecutor();
        var unused =
                flow.scheduleAtFixedRate(request, 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
        return flow::shutdownNow;
    }

    /** What was handed over is on its topic. */
    void flush() {
        producer.flush();
    }

    private void send(Topic topic, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(US_ASCII), value));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
