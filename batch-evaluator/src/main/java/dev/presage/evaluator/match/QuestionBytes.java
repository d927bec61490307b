package dev.presage.evaluator.match;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Ticker;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/** Questions, the models that they are asked of, and instants, on their way to another process. */
public final class QuestionBytes {
    private QuestionBytes() {}

    /** Type and version. */
    public static void write(ModelId model, DataOutput out) throws IOException {
        out.writeUTF(model.type());
        out.writeInt(model.version());
    }

    /** The model that {@link #write(ModelId, DataOutput)} wrote. */
    public static ModelId readModel(DataInput in) throws IOException {
        return new ModelId(in.readUTF(), in.readInt());
    }

    /** All of a question. */
    public static void write(Question question, DataOutput out) throws IOException {
        Question.Series series = question.series();
        out.writeUTF(series.ticker().symbol());
        write(series.model(), out);
        out.writeUTF(series.featuresSource().name());
        out.writeInt(series.horizonBars());
        write(question.referenceTime(), out);
    }

    /** The question that {@link #write(Question, DataOutput)} wrote. */
    public static Question read(DataInput in) throws IOException {
        Question.Series series = new Question.Series(
                new Ticker(in.readUTF()), readModel(in), FeaturesSource.valueOf(in.readUTF()), in.readInt());
        return new Question(series, readInstant(in));
    }

    /** Twelve bytes: seconds since 1970, and the nanoseconds on top of them. */
    static void write(Instant instant, DataOutput out) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant readInstant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
