package dev.presage.evaluator.collect;

import dev.presage.contract.Decoded;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.evaluator.match.PriceLog;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the price bars of one partition that close at or after an instant. Refuses what the worker refuses. */
final class PriceIntake extends Intake {
    private final PriceLog log;
    private final Instant from;
    private boolean olderLeftOut;

    PriceIntake(int partition, Instant from) {
        this.log = new PriceLog(partition);
        this.from = from;
    }

    @Override
    void take(ConsumerRecord<byte[], ByteBuffer> record) {
        Decoded<PriceBar> decoded =
                decode(record, (bytes, from, limit) -> PriceBarJson.decode(Arrays.copyOfRange(bytes, from, limit)));
        if (decoded instanceof Decoded.Rejected<PriceBar> rejected) {
            refuse(record, rejected);
            return;
        }
        PriceBar bar = ((Decoded.Accepted<PriceBar>) decoded).value();
        if (bar.closeTime().toEpochMilli() > record.timestamp()) {
            refuse(
                    record,
                    "closes_in_the_future",
                    "close_time is " + bar.closeTime() + ", expected at or before the record's timestamp, which is "
                            + Instant.ofEpochMilli(record.timestamp()));
        } else if (bar.closeTime().isBefore(from)) {
            olderLeftOut = true;
        } else {
            log.add(bar, record.timestamp(), record.offset());
        }
    }

    PriceLog log() {
        return log;
    }

    boolean olderLeftOut() {
        return olderLeftOut;
    }
}
