package dev.presage.worker.dlq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.broker.EmbeddedBroker;
import dev.presage.contract.Settings;
import dev.presage.contract.Topic;
import dev.presage.worker.RequestMetadata;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.topics.TopicAdmin;
import dev.presage.worker.topics.TopicScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class ReplayIT {
    @Test
    void aSecondReplayEndsTheFirst() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
            publishDeadLetter(kafka);
            Selection selection = new Selection();
            selection.prepare(new Settings(Map.of(), "WORKER_"));
            try (Replay first = new Replay(kafka, false)) {
                Replay.Plan plan = first.plan(selection, true);
                assertThat(plan.size()).isEqualTo(1);
                try (Replay second = new Replay(kafka, false)) {
                    second.send(selection, second.plan(selection, true), sent -> {});

                    assertThatThrownBy(() -> first.send(selection, plan, sent -> {}))
                            .satisfies(e -> assertThat(Replay.isEnded(e)).isTrue());
                }
            }
            List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
            new TopicScan(kafka).read(Topic.REQUESTS, Instant.EPOCH, sent::add);
            assertThat(sent).hasSize(1);
        }
    }

    /** Of a request that is no longer on its topic. */
    private static void publishDeadLetter(Map<String, Object> kafka) throws Exception {
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            new TopicAdmin(admin).create(Topic.REQUESTS, Optional.empty());
            new TopicAdmin(admin).create(Topic.DEAD_LETTERS, Optional.empty());
            Record<byte[], byte[]> request =
                    new Record<>(null, "{".getBytes(US_ASCII), Instant.now().toEpochMilli());
            Record<byte[], byte[]> letter = new DeadLetters(100_000, "1.2.3")
                    .of(request, new RequestMetadata(3, 42), new Refused(Reason.MALFORMED_JSON, "not valid", null));
            producer.send(new ProducerRecord<>(
                            Topic.DEAD_LETTERS.topicName(),
                            0,
                            letter.timestamp(),
                            letter.key(),
                            letter.value(),
                            letter.headers()))
                    .get();
        }
    }
}
