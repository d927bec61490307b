package dev.presage.evaluator.measure;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Ticker;
import dev.presage.evaluator.match.Question;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/** Questions, and the models that they are asked of, on their way to another process. */
final class QuestionBytes {
    private QuestionBytes() {}

    static void write(ModelId model, DataOutput out) throws IOException {
        out.writeUTF(model.type());
        out.writeInt(model.version());
    }

    static ModelId readModel(DataInput in) throws IOException {
        return new ModelId(in.readUTF(), in.readInt());
    }

    static void write(Question question, DataOutput out) throws IOException {
        Question.Series series = question.series();
        out.writeUTF(series.ticker().symbol());
        write(series.model(), out);
        out.writeUTF(series.featuresSource().name());
        out.writeInt(series.horizonBars());
        Instant reference = question.referenceTime();
        out.writeLong(reference.getEpochSecond());
        out.writeInt(reference.getNano());
    }

    static Question read(DataInput in) throws IOException {
        Question.Series series = new Question.Series(
                new Ticker(in.readUTF()), readModel(in), FeaturesSource.valueOf(in.readUTF()), in.readInt());
        return new Question(series, Instant.ofEpochSecond(in.readLong(), in.readInt()));
    }
}
