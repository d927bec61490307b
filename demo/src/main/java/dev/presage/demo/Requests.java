package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import dev.presage.demo.History.Question;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes bars and requests as a producer would; every request is entered in the ledger before it is sent. */
final class Requests {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Ledger ledger;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Requests(String bootstrapServers, Ledger ledger) {
        this.ledger = ledger;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "2", "max.block.ms", "15000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes bars in their order. */
    void publish(List<PriceBar> bars) throws DemoException {
        for (PriceBar bar : bars) {
            send(new ProducerRecord<>(Topic.PRICES.topicName(), key(bar.ticker()), PriceBarJson.encode(bar)));
        }
        flush();
    }

    /** Asks about the past: as of the close. */
    void ask(Question question) {
        PredictionRequest request = new PredictionRequest(
                ledger.newRequest(), question.ticker(), question.modelType(), question.asOf(), Map.of(), null);
        send(request.requestId(), key(question.ticker()), PredictionRequestJson.encode(request));
    }

    /** Asks about now, with or without a key: any producer's partitioning will do. */
    void askAboutNow(Question question, boolean keyed) {
        PredictionRequest request = new PredictionRequest(
                ledger.newRequest(), question.ticker(), question.modelType(), null, Map.of(), null);
        send(request.requestId(), keyed ? key(question.ticker()) : null, PredictionRequestJson.encode(request));
    }

    /** Sends something that is to be refused. */
    void sendBad(BadRequest kind, Ticker ticker) {
        String requestId = ledger.newRequest();
        send(requestId, key(ticker), kind.value(requestId, ticker.symbol()));
    }

    private void send(String requestId, byte @Nullable [] key, byte[] value) {
        ProducerRecord<byte[], byte[]> request = new ProducerRecord<>(Topic.REQUESTS.topicName(), key, value);
        request.headers().add(Outcomes.REQUEST_ID_HEADER, requestId.getBytes(UTF_8));
        send(request);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
    private void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(message, (metadata, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }

    /** Waits until everything is with the broker. */
    void flush() throws DemoException {
        producer.flush();
        Exception problem = failure.get();
        if (problem != null) {
            throw new DemoException("the broker did not take what was published: " + problem, problem);
        }
    }

    private static byte[] key(Ticker ticker) {
        return ticker.symbol().getBytes(UTF_8);
    }

    void close() {
        producer.close();
    }
}
