package dev.presage.evaluator.collect;

import dev.presage.contract.Decoded;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionReader;
import dev.presage.evaluator.measure.Forecasts;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the predictions of one partition. */
final class PredictionIntake extends Intake {
    private final PredictionReader reader = new PredictionReader();
    private final Forecasts forecasts;

    PredictionIntake(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @Override
    void take(ConsumerRecord<byte[], ByteBuffer> record) {
        Decoded<Prediction> decoded = decode(record, reader::read);
        if (decoded instanceof Decoded.Rejected<Prediction> rejected) {
            refuse(record, rejected);
        } else {
            forecasts.add(((Decoded.Accepted<Prediction>) decoded).value());
        }
    }

    Forecasts forecasts() {
        return forecasts;
    }
}
