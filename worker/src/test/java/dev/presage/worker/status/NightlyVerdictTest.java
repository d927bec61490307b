package dev.presage.worker.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.presage.contract.ModelId;
import dev.presage.contract.PushgatewayAddress;
import dev.presage.worker.status.NightlyVerdict.ModelVerdict;
import dev.presage.worker.status.NightlyVerdict.YearsBounds;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NightlyVerdictTest {
    private static final ModelId NORMAL = new ModelId("normal", 1);

    /** What the Pushgateway 1.5.1 answered while the demo ran. */
    private static byte[] captured() throws Exception {
        try (InputStream in = NightlyVerdictTest.class.getResourceAsStream("pushgateway.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void readsWhatTheEvaluatorPushed() throws Exception {
        NightlyVerdict verdict =
                NightlyVerdict.read(new JsonMapper().readTree(captured())).orElseThrow();

        assertThat(verdict.lastSuccess()).contains(Instant.parse("2026-11-27T01:00:33.573Z"));
        assertThat(verdict.windowEnd()).contains(Instant.parse("2026-11-21T05:00:00Z"));
        assertThat(verdict.models())
                .extracting(ModelVerdict::model)
                .containsExactly(new ModelId("earnings", 1), NORMAL);
        assertThat(verdict.models().get(1))
                .isEqualTo(new ModelVerdict(
                        NORMAL,
                        80.0,
                        OptionalDouble.of(0.46875),
                        OptionalDouble.of(0.3539007833280515),
                        OptionalDouble.of(0.5870079916249391),
                        OptionalDouble.of(0.5127490039840638),
                        OptionalDouble.of(0.40625),
                        new YearsBounds(
                                0.5867583803642844, 0.5127490039840638 - 0.016106816347886913, 0.09819322778290474)));
    }

    @Test
    void refusesWhatIsNoAnswerOfAPushgateway() {
        assertThatThrownBy(() -> NightlyVerdict.read(new JsonMapper().readTree("{\"data\":{}}")))
                .hasMessage("it answers with no list of metrics");
    }

    @Test
    void refusesAFigureThatIsNone() throws Exception {
        String infinite = new String(captured(), UTF_8).replaceFirst("\"value\":\"0\\.46875\"", "\"value\":\"+Inf\"");
        assertThatThrownBy(() -> NightlyVerdict.read(new JsonMapper().readTree(infinite)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callsAModelGoodByTheIntervalOverTheSessions() {
        assertThat(verdict(0.55, 0.6, YearsBounds.UNKNOWN).inWords()).isEqualTo("better than the baseline");
        assertThat(verdict(0.4, 0.6, YearsBounds.UNKNOWN).inWords()).isEqualTo("no skill shown");
    }

    @Test
    void callsAModelBadByTheBoundsThatTheAlertsGoBy() {
        assertThat(verdict(0.4, 0.5, new YearsBounds(0.52, 0.51, 0)).inWords()).isEqualTo("no skill shown");
        assertThat(verdict(0.4, 0.5, new YearsBounds(0.51, 0.52, 0)).inWords()).isEqualTo("worse than promised");
        assertThat(verdict(0.4, 0.5, new YearsBounds(0.51, 0.52, -0.01)).inWords())
                .isEqualTo("worse than the baseline");
    }

    @Test
    void doesNotHoldTheYearAgainstAModelThatWasReplaced() throws Exception {
        String worse =
                new String(captured(), UTF_8).replace("\"value\":\"0.09819322778290474\"", "\"value\":\"-0.01\"");
        String replaced = worse.replaceFirst(
                "(\"model_type\":\"normal\",\"model_version\":\"1\",\"state\":\"evaluated\",\"window\":\"session\"},\"value\":)\"4\"",
                "$1\"0\"");
        assertThat(replaced).isNotEqualTo(worse);

        assertThat(words(worse)).isEqualTo("worse than the baseline");
        assertThat(words(replaced)).isEqualTo("no skill shown");
    }

    private static String words(String answer) throws Exception {
        NightlyVerdict verdict =
                NightlyVerdict.read(new JsonMapper().readTree(answer)).orElseThrow();
        return verdict.models().get(1).inWords();
    }

    private static ModelVerdict verdict(double lower, double upper, YearsBounds year) {
        return new ModelVerdict(
                NORMAL,
                100,
                OptionalDouble.of((lower + upper) / 2),
                OptionalDouble.of(lower),
                OptionalDouble.of(upper),
                OptionalDouble.of(0.53),
                OptionalDouble.of(0.54),
                year);
    }

    @Test
    void whatWasHeardStaysWhenThePushgatewayNoLongerTells() throws Exception {
        byte[] captured = captured();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/metrics", exchange -> {
            exchange.sendResponseHeaders(200, captured.length);
            exchange.getResponseBody().write(captured);
            exchange.close();
        });
        server.start();
        String address = "127.0.0.1:" + server.getAddress().getPort();
        VerdictSource source = new VerdictSource(PushgatewayAddress.parse(address));
        try {
            source.refresh();
            assertThat(source.known().problem()).isEmpty();
        } finally {
            server.stop(0);
        }

        source.refresh();

        assertThat(source.known().verdict()).isPresent();
        assertThat(source.known().problem()).startsWith("The Pushgateway " + address + " does not tell: ");
    }

    @Test
    void anAnswerWithoutEndIsNotReadToIt() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/metrics", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = new byte[100_000];
            Arrays.fill(spaces, (byte) ' ');
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(spaces);
                }
            }
        });
        server.start();
        try {
            VerdictSource source = new VerdictSource(
                    PushgatewayAddress.parse("127.0.0.1:" + server.getAddress().getPort()));
            source.refresh();
            assertThat(source.known().problem()).endsWith("does not tell: its answer is longer than 2000000 bytes.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysWhatIsMissingWhereThereIsNothingToAsk() {
        VerdictSource source = new VerdictSource(null);
        source.refresh();
        assertThat(source.known().problem()).isEqualTo("No Pushgateway is named (WORKER_PUSHGATEWAY).");
    }
}
