package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate 0            | --rate is 0, expected a whole number from 1 to 10000",
                "--live-seconds -1   | --live-seconds is -1, expected a whole number from 1 to 3600",
                "--sessions 0        | --sessions is 0, expected a whole number from 1 to 100000",
                "--kafka-port 70000  | --kafka-port is 70000, expected a whole number from 1 to 65535",
                "--once=perhaps      | Invalid value for option '--once': 'perhaps' is not a boolean",
                "--sesions 3         | Unknown options: '--sesions', '3'",
                "request             | Missing required option: '--ticker=<ticker>'",
                "request --ticker A$ | ticker is 'A$', expected 1 to 32 of the characters A-Z a-z 0-9 . _ : = ^ / -",
                "request --ticker A --wait-seconds 0 | --wait-seconds is 0, expected a whole number from 1 to 3600",
            })
    void saysInOneSentenceWhatIsWrongWithAnOption(String arguments, String sentence) {
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(new StringWriter()));

        int exitCode = line.execute(arguments.split(" "));

        assertThat(err.toString().strip()).isEqualTo(sentence);
        assertThat(exitCode).isEqualTo(2);
    }
}
