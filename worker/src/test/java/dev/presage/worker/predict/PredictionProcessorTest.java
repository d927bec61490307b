package dev.presage.worker.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.ModelId;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.inference.TestModels;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.worker.RequestMetadata;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.gather.GatheredRequest;
import dev.presage.worker.gather.GatheredRequest.RequestTime;
import dev.presage.worker.gather.GatheredRequests;
import dev.presage.worker.gather.RequestKey;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.PredictionProcessor.OutcomeListener;
import dev.presage.worker.predict.PredictionProcessor.Sinks;
import dev.presage.worker.predict.PredictionProcessor.Work;
import dev.presage.worker.predict.Predictor.PredictionListener;
import dev.presage.worker.window.PriceWindows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
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
    private final LimitedContext<byte[], byte[]> context = new LimitedContext<>();
    private final List<String> told = new ArrayList<>();
    private final GatheredRequests requests = new GatheredRequests(10);
    private boolean broken;
    private PredictionProcessor processor;

    /** Forwards no more than so many records. */
    private static final class LimitedContext<K, V> extends MockProcessorContext<K, V> {
        private int most = Integer.MAX_VALUE;

        @Override
        public <A extends K, B extends V> void forward(Record<A, B> record, String childName) {
            if (forwarded().size() == most) {
                throw new IllegalStateException("as when the transaction is another's");
            }
            super.forward(record, childName);
        }
    }

    private final class Notes implements OutcomeListener {
        @Override
        public void answered(List<GatheredRequest> requests, List<Answer> answers, Work work) {
            for (int i = 0; i < answers.size(); i++) {
                GatheredRequest request = requests.get(i);
                told.add(
                        answers.get(i) instanceof Refused refused
                                ? "refused " + refused.reason() + " "
                                        + request.metadata().offset()
                                : "predicted " + ((Predicted) answers.get(i)).requestId()
                                        + (request.time().replayed() ? " again" : ""));
            }
        }

        @Override
        public void begun(int partition, long newestMillis) {
            told.add("begun " + (newestMillis == PUBLISHED ? "" : "again"));
        }

        @Override
        public void ended(int requests) {
            told.add("ended " + requests);
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
        context.addStateStore(requests);
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
                new Sinks("good", "bad"),
                Optional.of(Duration.ofMillis(1)));
        processor.init(context);
    }

    @Test
    void forwardsAPredictionOnceStampedWithTheTimeOfPublishing() {
        gather(17, GOOD, false);

        answerAll();

        assertThat(context.forwarded()).hasSize(1);
        CapturedForward<? extends byte[], ? extends byte[]> forward =
                context.forwarded().get(0);
        assertThat(forward.childName()).isEqualTo(Optional.of("good"));
        assertThat(forward.record().key()).isEqualTo("AAPL".getBytes(UTF_8));
        assertThat(forward.record().timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(told).containsExactly("begun ", "predicted r1", "ended 1");
    }

    @Test
    void forwardsARefusedRequestOnceToTheDeadLettersWithItsOwnPlace() {
        gather(17, null, false);
        gather(18, "{".getBytes(UTF_8), false);

        answerAll();

        assertThat(context.forwarded()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            CapturedForward<? extends byte[], ? extends byte[]> forward =
                    context.forwarded().get(i);
            assertThat(forward.childName()).isEqualTo(Optional.of("bad"));
            assertThat(forward.record().timestamp()).isEqualTo(PUBLISHED);
            assertThat(forward.record().headers().lastHeader("dlq.offset").value())
                    .isEqualTo(Integer.toString(17 + i).getBytes(UTF_8));
        }
        assertThat(told).containsExactly("begun ", "refused MALFORMED_JSON 17", "refused MALFORMED_JSON 18", "ended 2");
    }

    @Test
    void answersNothingTwiceWhenAMarkComesLate() {
        gather(17, GOOD, false);

        answerAll();
        answerAll();

        assertThat(context.forwarded()).hasSize(1);
    }

    @Test
    void answersWhatWaitsWhenItsTimeIsUp() {
        CapturedPunctuator punctuator = context.scheduledPunctuators().get(0);
        assertThat(punctuator.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);
        assertThat(punctuator.getInterval()).isEqualTo(Duration.ofMillis(1));
        punctuator.getPunctuator().punctuate(NOW.toEpochMilli());
        gather(17, GOOD, false);

        punctuator.getPunctuator().punctuate(NOW.toEpochMilli());
        answerAll();

        assertThat(context.forwarded()).hasSize(1);
        assertThat(told).containsExactly("begun ", "predicted r1", "ended 1");
    }

    @Test
    void knowsADeadLetterThatIsSentInAgain() {
        gather(17, GOOD, true);

        answerAll();

        assertThat(told).containsExactly("begun again", "predicted r1 again", "ended 1");
    }

    @Test
    void letsAnErrorThroughAndWritesNothing() {
        broken = true;
        gather(17, GOOD, false);
        gather(18, GOOD, false);

        assertThatThrownBy(this::answerAll).isInstanceOf(OutOfMemoryError.class);

        assertThat(context.forwarded()).isEmpty();
        assertThat(told).containsExactly("begun ", "ended 2");
    }

    @Test
    void tellsOfNoOutcomeWhenOneOfThemCantBeWritten() {
        context.most = 1;
        gather(17, GOOD, false);
        gather(18, GOOD, false);

        assertThatThrownBy(this::answerAll).isInstanceOf(IllegalStateException.class);

        assertThat(context.forwarded()).hasSize(1);
        assertThat(told).containsExactly("begun ", "ended 2");
    }

    private void gather(long offset, byte @Nullable [] value, boolean replayed) {
        requests.add(new GatheredRequest(
                "k".getBytes(UTF_8),
                value,
                new RecordHeaders(),
                new RequestMetadata(0, offset),
                new RequestTime(PUBLISHED, replayed)));
    }

    private void answerAll() {
        processor.process(new Record<>(new RequestKey(null), 1, NOW.toEpochMilli()));
    }
}
