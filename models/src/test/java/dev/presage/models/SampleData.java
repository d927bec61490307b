package dev.presage.models;

import dev.presage.contract.PriceBar;
import dev.presage.features.DailyBars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The bars that the shipped models were trained on, and those after them. */
final class SampleData {
    static final Path FILE = Path.of("../data/daily-bars.csv");
    static final LocalDate FROM = LocalDate.of(2015, 1, 1);
    static final LocalDate TO = LocalDate.of(2016, 12, 31);
    static final List<PriceBar> BARS = read();

    private SampleData() {}

    private static List<PriceBar> read() {
        try {
            return DailyBars.read(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The questions of 2017 that a model is for. */
    static List<Sample> of2017(SampleModel model) {
        return model.chosenFrom(Sample.of(BARS)).stream()
                .filter(sample -> DailyBars.day(sample.reference()).getYear() == 2017)
                .toList();
    }

    static TrainedModel trained(SampleModel model) {
        return TrainedModel.train(model, 1, BARS, FROM, TO);
    }
}
