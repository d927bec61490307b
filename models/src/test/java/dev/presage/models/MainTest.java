package dev.presage.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void trainWritesBothModelsAndSaysHowGoodTheyAre() throws InvalidModelException {
        int exit = run("train", "--bars", SampleData.FILE.toString(), "--out", folder.toString());

        assertThat(exit).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(ModelRepository.open(folder).models())
                .containsExactly(new ModelId("earnings", 1), new ModelId("normal", 1));
        assertThat(out.toString().lines()).hasSize(2).anySatisfy(line -> assertThat(line)
                .startsWith(folder.resolve("normal/1") + ": fitted to 2415 bars; of 1255 walk-forward forecasts"
                        + " on 251 days"));
    }

    @Test
    void anInvalidLineGetsOneSentence() throws IOException {
        Path bars = Files.writeString(
                folder.resolve("bars.csv"), "date,ticker,open,high,low,close,volume\n2017-03-01,AAPL,2,3,1,x,5\n");

        assertThat(run("train", "--bars", bars.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(bars + ", line 2: close is 'x', expected a number such as 105.82");
    }

    @Test
    void aMissingFileGetsOneSentence() {
        Path bars = folder.resolve("none.csv");

        assertThat(run("train", "--bars", bars.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "the bars' file " + bars + " can't be read: java.nio.file.NoSuchFileException: " + bars);
    }

    @Test
    void aFolderThatCannotBeWrittenGetsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("occupied"), "");

        assertThat(run("train", "--bars", SampleData.FILE.toString(), "--out", file.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("the models' folder " + file + " can't be written");
    }

    @Test
    void aWindowThatHoldsTooFewBarsGetsOneSentence() {
        assertThat(run("train", "--bars", SampleData.FILE.toString(), "--from", "2016-12-01"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "the training window from 2016-12-01 to 2016-12-31 is too short, expected at least 4 months");
    }

    @Test
    void anOptionThatIsNoDayGetsOneSentence() {
        assertThat(run("train", "--from", "last year")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("Invalid value for option '--from': 'last year' is not a day such as 2016-12-30"
                        + " (see --help)");
    }

    @Test
    void aModelVersionBelowOneGetsOneSentence() {
        assertThat(run("train", "--bars", SampleData.FILE.toString(), "--model-version", "0"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("model_version is 0, expected a whole number of at least 1");
    }

    @Test
    void noCommandGetsOneSentence() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("Missing required subcommand (see --help)");
    }

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
