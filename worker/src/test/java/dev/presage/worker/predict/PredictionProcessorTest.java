package dev.presage.worker.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.model.Models;
import dev.presage.worker.model.TestModels;
import dev.presage.worker.predict.Answer.Refused;
import dev.presage.worker.predict.PredictionProcessor.RequestListener;
import dev.presage.worker.predict.PredictionProcessor.RequestTime;
import dev.presage.worker.predict.PredictionProcessor.Sinks;
import dev.presage.worker.predict.Predictor.PredictionListener;
import dev.presage.worker.window.PriceWindows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionProcessorTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final Instant CLOSE = Instant.parse("2017-03-01T21:00:00Z");
    private static final long PUBLISHED = CLOSE.plusSeconds(60).toEpochMilli();
    private static final Instant NOW = CLOSE.plusSeconds(120);
    private static final byte[] GOOD = "{\"request_id\":\"r1\",\"ticker\":\"AAPL\"}".getBytes(UTF_8);
    private static Models models;

    private final PriceWindows prices = new PriceWindows(10, 10);
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final List<String> told = new ArrayList<>();
    private boolean broken;
    private PredictionProcessor processor;

    private final class Notes implements RequestListener {
        @Override
        public void taken(RecordMetadata metadata, RequestTime time) {
            told.add("taken " + metadata.offset() + (time.replayed() ? " again" : ""));
        }

        @Override
        public void predicted(Prediction prediction, RequestTime time, long nanosInWork) {
            told.add("predicted " + prediction.requestId() + (time.replayed() ? " again" : ""));
        }

        @Override
        public void refused(Refused refused, RecordMetadata metadata) {
            told.add("refused " + refused.reason());
        }

        @Override
        public void abandoned() {
            told.add("abandoned");
        }

        @Override
        public void released(int partition) {
            told.add("released " + partition);
        }
    }

    @BeforeAll
    static void loadModel(@TempDir Path directory) throws Exception {
        OnnxGraph graph = OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, new float[] {1f}, 0f);
        graph.write(
                directory, TestModels.manifest(new ModelId("normal", 1), graph, TestModels.TENSORS, List.of("range")));
        models = Models.load(directory, Map.of());
    }

    @AfterAll
    static void closeModel() {
        models.close();
    }

    @BeforeEach
    void init() {
        prices.put(new PriceBar(AAPL, CLOSE, 100, 101, 99, 100, 1000));
        context.setRecordMetadata("prediction-requests", 0, 17);
        processor = new PredictionProcessor(
                new Predictor(models, prices, Clock.fixed(NOW, ZoneOffset.UTC), new PredictionListener() {
                    @Override
                    public void cacheLookedUp(boolean found) {
                        if (broken) {
                            throw new OutOfMemoryError("as a library might");
                        }
                    }

                    @Override
                    public void modelAsked(int rows) {}
                }),
                new DeadLetters(1_000_000, "test"),
                new Notes(),
                new Sinks("good", "bad"));
        processor.init(context);
    }

    @Test
    void forwardsAPredictionOnceStampedWithTheTimeOfPublishing() {
        process(GOOD, new RecordHeaders());

        assertThat(context.forwarded()).hasSize(1);
        CapturedForward<? extends byte[], ? extends byte[]> forward =
                context.forwarded().get(0);
        assertThat(forward.childName()).isEqualTo(Optional.of("good"));
        assertThat(forward.record().key()).isEqualTo("AAPL".getBytes(UTF_8));
        assertThat(forward.record().timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(told).containsExactly("taken 17", "predicted r1");
    }

    @Test
    void forwardsARefusedRequestOnceToTheDeadLetters() {
        process(null, new RecordHeaders());

        assertThat(context.forwarded()).hasSize(1);
        assertThat(context.forwarded().get(0).childName()).isEqualTo(Optional.of("bad"));
        assertThat(context.forwarded().get(0).record().timestamp()).isEqualTo(PUBLISHED);
        assertThat(told).containsExactly("taken 17", "refused MALFORMED_JSON");
    }

    @Test
    void knowsADeadLetterThatIsSentInAgain() {
        process(GOOD, new RecordHeaders().add("dlq.reason", "no_prices".getBytes(UTF_8)));

        assertThat(context.forwarded()).hasSize(1);
        assertThat(told).containsExactly("taken 17 again", "predicted r1 again");
    }

    @Test
    void letsAnErrorThroughAndWritesNothing() {
        broken = true;

        assertThatThrownBy(() -> process(GOOD, new RecordHeaders())).isInstanceOf(OutOfMemoryError.class);

        assertThat(context.forwarded()).isEmpty();
        assertThat(told).containsExactly("taken 17", "abandoned");
    }

    @Test
    void releasesItsPartitionWhenItIsClosed() {
        processor.close();

        assertThat(told).containsExactly("released " + context.taskId().partition());
    }

    private void process(byte @Nullable [] value, Headers headers) {
        processor.process(new Record<>("k".getBytes(UTF_8), value, PUBLISHED, headers));
    }
}
