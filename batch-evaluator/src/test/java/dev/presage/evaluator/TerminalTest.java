package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final AtomicLong nanos = new AtomicLong();

    private String reading(boolean person, long seconds) {
        Terminal terminal = new Terminal(stream, stream, person, nanos::get);
        terminal.begin("reading predictions", 4000);
        nanos.addAndGet(seconds * 1_000_000_000L);
        terminal.advance(1000);
        terminal.end();
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsAPersonHowFarItHasReadAfterAFewSeconds() {
        assertThat(reading(true, 4))
                .isEqualTo("\rreading predictions [#######.......................]  25 %, 1,000 of 4,000 \n");
    }

    @Test
    void whatIsSaidMeanwhileHasALineOfItsOwn() {
        Terminal terminal = new Terminal(stream, stream, true, nanos::get);
        terminal.begin("nights", 4);
        nanos.addAndGet(4_000_000_000L);
        terminal.advance(1);
        terminal.mention("one is done");
        nanos.addAndGet(1_000_000_000L);
        terminal.advance(1);
        terminal.say("the next is not");
        terminal.end();

        assertThat(written.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()))
                .containsExactly(
                        "nights [#######.......................]  25 %, 1 of 4 ",
                        "one is done", "nights [###############...............]  50 %, 2 of 4 ", "the next is not");
    }

    @Test
    void isSilentWhileReadingIsShort() {
        assertThat(reading(true, 2)).isEmpty();
    }

    @Test
    void isSilentUnderCron() {
        assertThat(reading(false, 100)).isEmpty();
    }
}
