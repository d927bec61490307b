package dev.presage.benchmark.parts;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.RequestSource;
import dev.presage.contract.Decoded;
import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.PredictionTemplate;
import dev.presage.contract.Ticker;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Requests read, predictions written. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class Messages {
    private static final int REQUESTS = 256;

    private final byte[][] plain = requests(Case.CACHED);
    private final byte[][] withFeatures = requests(Case.MLP);
    private final Instant now = Instant.parse("2026-01-05T14:30:00.123Z");
    private final Prediction prediction = new Prediction(
            "6f1f0c8e-9d61-4b0e-bb0c-1c2b3a4d5e6f",
            new Ticker("AAPL"),
            new ModelId("normal", 1),
            now,
            Instant.parse("2026-01-04T21:00:00Z"),
            243.36,
            1,
            243.71283482,
            0.5312458,
            FeaturesSource.PRICES,
            now);
    private final PredictionTemplate template = PredictionTemplate.of(prediction);
    private int next;

    private static byte[][] requests(Case asked) {
        RequestSource source = new RequestSource(asked, 100, 1);
        byte[][] requests = new byte[REQUESTS][];
        for (int i = 0; i < REQUESTS; i++) {
            requests[i] = source.next();
        }
        return requests;
    }

    /** A request without features. */
    @Benchmark
    public Decoded<PredictionRequest> decode() {
        return PredictionRequestJson.decode(plain[next++ % REQUESTS]);
    }

    /** A request with eight features. */
    @Benchmark
    public Decoded<PredictionRequest> decodeWithFeatures() {
        return PredictionRequestJson.decode(withFeatures[next++ % REQUESTS]);
    }

    /** A prediction, all of it. */
    @Benchmark
    public byte[] encode() {
        return PredictionJson.encode(prediction);
    }

    /** A prediction, what it shares with others of the same forecast being written already. */
    @Benchmark
    public byte[] encodeFromTemplate() {
        return template.encode(prediction.requestId(), now, now);
    }
}
