package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the quick way of reading is taken, and says what the strict one says. */
class UsualMessageTest {
    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void whateverIsWrittenIsReadInTheQuickWayUnlessItsIdNeedsEscapes(MessageKind<T> kind) {
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            byte[] json = kind.randomMessage(random);
            boolean hasEscapes = new String(json, UTF_8).contains("\\");

            assertEqualToStrict(kind, json);
            check(isUsual(kind, json) != hasEscapes, json);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void messagesWithOneValueChangedAreReadAsStrictlyAsEver(MessageKind<T> kind) throws IOException {
        int usual = 0;
        for (String variant : MessageVariants.of(kind)) {
            for (String json :
                    new String[] {variant, variant.replace(":", " :\t").replace(",", "\r\n, ")}) {
                assertEqualToStrict(kind, json.getBytes(UTF_8));
                usual += isUsual(kind, json.getBytes(UTF_8)) ? 1 : 0;
            }
        }
        assertThat(usual).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void everyBeginningOfAMessageIsReadAsStrictlyAsEver(MessageKind<T> kind) {
        byte[] json = kind.everyField().getBytes(UTF_8);
        for (int length = 0; length <= json.length; length++) {
            assertEqualToStrict(kind, Arrays.copyOf(json, length));
        }
        assertThat(isUsual(kind, json)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void theWrittenExamplesAreReadInTheQuickWay(MessageKind<T> kind) throws IOException {
        for (Path example : kind.examples("written-")) {
            byte[] json = Files.readAllBytes(example);

            assertThat(isUsual(kind, json)).as(example.toString()).isEqualTo(!example.endsWith("written-quotes.json"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'request_id': 'r1', 'ticker': 'AAPL'}",
                " {\n  'ticker' : 'AAPL' ,\n  'request_id' : 'r1'\n}\r\n",
                "{'ticker':'AAPL','as_of':'2017-03-01T16:00:00.5-05:00','request_id':'r1'}",
                "{'request_id':'r1','ticker':'AAPL','features':{}}",
                "{'request_id':'r1','ticker':'AAPL','features':{ 'gap' : -0.012345678901234567 , 'range' : 1E-3 } }",
                "{'request_id':'r1','ticker':'AAPL','features':{'a':1,'b':2,'c':3,'d':4,'e':5,'f':6,'g':7,'h':8,'i':9}}",
            })
    void whatOtherClientsWriteIsReadInTheQuickWay(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);

        assertThat(isUsual(MessageKind.REQUEST, bytes)).isTrue();
        assertEqualToStrict(MessageKind.REQUEST, bytes);
    }

    @Test
    void featuresInAnyOrderAreReadAsStrictlyAsEver() {
        Random random = new Random(15);
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "gap", "gap2", "range"));
        for (int i = 0; i < 20_000; i++) {
            Collections.shuffle(names, random);
            String features = names.subList(0, random.nextInt(names.size())).stream()
                    .map(name -> "\"" + name + "\":" + random.nextInt(10))
                    .collect(Collectors.joining(","));
            byte[] json = ("{\"request_id\":\"r1\",\"ticker\":\"A\",\"features\":{" + features + "}}").getBytes(UTF_8);

            assertEqualToStrict(MessageKind.REQUEST, json);
            check(isUsual(MessageKind.REQUEST, json), json);
        }
    }

    @Test
    void numbersOfAnyFormAreReadAsStrictlyAsEver() {
        Random random = new Random(14);
        String[] pieces = {
            "0", "00", "1", "5", "9", "25", "999", "-", "+", ".", "e", "E", "12345678901234567", "0000000000"
        };
        int usual = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder number = new StringBuilder();
            for (int k = random.nextInt(7); k >= 0; k--) {
                number.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] json =
                    ("{\"request_id\":\"r1\",\"ticker\":\"A\",\"features\":{\"x\":" + number + "}}").getBytes(UTF_8);

            assertEqualToStrict(MessageKind.REQUEST, json);
            usual += isUsual(MessageKind.REQUEST, json) ? 1 : 0;
        }
        assertThat(usual).isGreaterThan(2_500);
    }

    @Test
    void numbersOfAnyLengthAreReadAsStrictlyAsEver() {
        for (int length = 1; length < 1_200; length += 7) {
            for (String number : new String[] {
                "1".repeat(length), "0." + "0".repeat(length), "1e" + "0".repeat(length), "0." + "3".repeat(length)
            }) {
                assertEqualToStrict(
                        MessageKind.REQUEST,
                        ("{\"request_id\":\"r1\",\"ticker\":\"A\",\"features\":{\"x\":" + number + "}}")
                                .getBytes(UTF_8));
            }
        }
    }

    @Test
    void messagesOfMoreThan64KibAreNotUsual() {
        String json = MessageKind.REQUEST.everyField();

        assertThat(isUsual(MessageKind.REQUEST, (json + " ".repeat(65_536 - json.length())).getBytes(UTF_8)))
                .isTrue();
        assertThat(isUsual(MessageKind.REQUEST, (json + " ".repeat(65_537 - json.length())).getBytes(UTF_8)))
                .isFalse();
    }

    private static <T> boolean isUsual(MessageKind<T> kind, byte[] json) {
        return kind.decodeUsual().apply(json) != null;
    }

    private static <T> void assertEqualToStrict(MessageKind<T> kind, byte[] json) {
        Decoded<T> expected = kind.decodeStrictly().apply(json);
        T usual = kind.decodeUsual().apply(json);
        if (usual != null) { // else the strict reader is asked, which would but say the same again
            check(expected.equals(new Decoded.Accepted<>(usual)), json);
            check(expected.equals(kind.decode().apply(json)), json);
        }
    }

    /** Not by assertThat: some hundred thousand of them. */
    private static void check(boolean condition, byte[] json) {
        if (!condition) {
            throw new AssertionError(new String(json, UTF_8));
        }
    }
}
