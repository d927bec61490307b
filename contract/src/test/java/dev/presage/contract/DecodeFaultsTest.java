package dev.presage.contract;

import static dev.presage.contract.Fault.INVALID_FIELD;
import static dev.presage.contract.Fault.MALFORMED_JSON;
import static dev.presage.contract.Fault.MISSING_FIELD;
import static dev.presage.contract.Fault.TOO_LARGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sender of bytes that are no message is told. In the JSON of these tests, ' stands for ". */
class DecodeFaultsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'request_id':5,'ticker':'AAPL'} | request_id is the number 5, expected a string",
                "{'request_id':'r1','ticker':true} | ticker is true, expected a string",
                "{'request_id':'r1','ticker':['AAPL']} | ticker is an array, expected a string",
                "{'request_id':'','ticker':'AAPL'} | request_id is '', expected 1 to 128 printable ASCII characters",
                "{'request_id':'r\\n1','ticker':'AAPL'} | request_id is 'r\\u000a1', expected 1 to 128 printable ASCII characters",
                "{'request_id':'r1','ticker':'A B'} | ticker is 'A B', expected 1 to 32 of the characters A-Z a-z 0-9 . _ : = ^ / -",
                "{'request_id':'r1','ticker':'\\ud800'} | ticker is '\\ud800', expected 1 to 32 of the characters A-Z a-z 0-9 . _ : = ^ / -",
                "{'request_id':'r1','ticker':'A','model_type':'Normal'} | model_type is 'Normal', expected 1 to 64 of the characters a-z 0-9 _ -, the first of them a letter",
                "{'request_id':'r1','ticker':'A','as_of':'yesterday'} | as_of is 'yesterday', expected an ISO-8601 time from 1900 to 2199 such as 2017-03-01T21:00:00Z",
                "{'request_id':'r1','ticker':'A','as_of':1488402000} | as_of is the number 1488402000, expected a string",
                "{'request_id':'r1','ticker':'A','features':[]} | features is an array, expected an object of numbers",
                "{'request_id':'r1','ticker':'A','features':{'gap':'0.5'}} | features.gap is the string '0.5', expected a number",
                "{'request_id':'r1','ticker':'A','features':{'gap':null}} | features.gap is null, expected a number",
                "{'request_id':'r1','ticker':'A','features':{'gap':{}}} | features.gap is an object, expected a number",
                "{'request_id':'r1','ticker':'A','features':{'gap':1e999}} | features.gap is Infinity, expected a finite number",
                "{'request_id':'r1','ticker':'A','features':{'Gap':1}} | a feature's name is 'Gap', expected 1 to 64 of the characters a-z 0-9 _, the first of them a letter",
                "{'request_id':'r1','ticker':'A','features':{'a\\nb':true}} | features.a\\u000ab is true, expected a number",
            })
    void saysWhichFieldOfARequestIsInvalidAndWhy(String json, String sentence) {
        assertRejected(PredictionRequestJson.decode(bytes(json)), INVALID_FIELD, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'model_version':1 | 'model_version':1.5 | model_version is the number 1.5, expected a whole number of at most 2147483647",
                "'model_version':1 | 'model_version':2147483648 | model_version is the number 2147483648, expected a whole number of at most 2147483647",
                "'model_version':1 | 'model_version':0 | model_version is 0, expected a whole number of at least 1",
                "'horizon_bars':1 | 'horizon_bars':'1' | horizon_bars is the string '1', expected a number",
                "'confidence':0.5 | 'confidence':1.01 | confidence is 1.01, expected a probability from 0 to 1",
                "'prices' | 'model' | features_source is 'model', expected 'prices' or 'request'",
            })
    void saysWhichFieldOfAPredictionIsInvalidAndWhy(String what, String with, String sentence) {
        String json = MessageKind.PREDICTION.everyField().replace('"', '\'');
        assertThat(json).contains(what);

        assertRejected(PredictionJson.decode(bytes(json.replace(what, with))), INVALID_FIELD, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "{'ticker':'AAPL'} | request_id is missing | none",
                "{'request_id':'r1'} | ticker is missing | r1",
                "{'request_id':null,'ticker':'AAPL'} | request_id is missing | none",
                "{'ticker':null,'request_id':'r1'} | ticker is missing | r1",
                "{} | request_id is missing | none",
            })
    void saysWhichFieldIsMissing(String json, String sentence, @Nullable String requestId) {
        assertThat(PredictionRequestJson.decode(bytes(json)))
                .isEqualTo(new Decoded.Rejected<>(MISSING_FIELD, sentence, requestId));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "| the message is empty, expected a JSON object",
                "   | the message is empty, expected a JSON object",
                "null| the message is null, expected a JSON object",
                "[]| the message is an array, expected a JSON object",
                "'{}'| the message is the string '{}', expected a JSON object",
                "17| the message is the number 17, expected a JSON object",
                "{'request_id':'r1','request_id':'r1','ticker':'A'}| request_id appears twice, expected it once",
                "{'x':1,'x':1,'request_id':'r1','ticker':'A'}| x appears twice, expected it once",
                "{'request_id':'r1','ticker':'A','features':{'gap':1,'gap':1}}| features.gap appears twice, expected it once",
                "{'request_id':'r1','ticker':'A'} {}| the message goes on with an object after its end, expected one object",
                "{'request_id':'r1','ticker':'A'} 1| the message goes on with the number 1 after its end, expected one object",
                "{'request_id':'r1','ticker':'A'}}| the message is not valid JSON at line 1, column 33: Unexpected close marker '}': no open Object to close",
                "{'request_id':'r1','ticker':'A'| the message is not valid JSON at line 1, column 32: Unexpected end-of-input: expected close marker for Object (start marker at line: 1, column: 1)",
                "{'request_id':'r1','ticker':'A','features':{'gap':NaN}}| the message is not valid JSON at line 1, column 54: Non-standard token 'NaN'",
                "{'request_id':'r1','ticker':'A','features':{'gap':-Infinity}}| the message is not valid JSON at line 1, column 60: Non-standard token '-Infinity'",
                "{'request_id':'r1',}| the message is not valid JSON at line 1, column 20: Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
            })
    void saysWhyBytesAreNoJsonObject(@Nullable String json, String sentence) {
        assertRejected(PredictionRequestJson.decode(bytes(json == null ? "" : json)), MALFORMED_JSON, sentence.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ticker':5,'request_id':'r1'}",
                "{'ticker':'A','ticker':'A','request_id':'r1'}",
                "{'features':{'a':{'request_id':'no'},'b':[1,{}]},'request_id':'r1','ticker':'A'}",
                "{'features':{'a':1,'a':2,'b':3},'request_id':'r1','ticker':'A'}",
                "{'features':[[{'request_id':'no'}]],'request_id':'r1','ticker':'A'}",
                "{'as_of':{'x':[{}]},'unknown':{'request_id':'no'},'request_id':'r1'}",
                "{'request_id':'r1'} x",
                "{'request_id':'r1','request_id':'r2'}",
                "{'request_id':'r1','ticker':NaN}",
            })
    void findsTheRequestIdWhereverItStandsBeforeASyntaxError(String json) {
        assertThat(rejected(PredictionRequestJson.decode(bytes(json))).requestId())
                .isEqualTo("r1");
    }

    @Test
    void handsOnNoRequestIdThatIsNone() {
        assertThat(rejected(PredictionRequestJson.decode(bytes("{'request_id':'a\\nb','ticker':'A'}")))
                        .requestId())
                .isNull();
        assertThat(rejected(PredictionJson.decode(bytes("{'request_id':'" + "a".repeat(129) + "'}")))
                        .requestId())
                .isNull();
    }

    @Test
    void aSyntaxErrorOutweighsAnInvalidFieldBeforeIt() {
        assertThat(rejected(PredictionRequestJson.decode(bytes("{'ticker':5,'request_id':'r1'")))
                        .fault())
                .isEqualTo(MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void takesNoUnicodeButUtf8(String charset) {
        byte[] json = MessageKind.REQUEST.everyField().getBytes(Charset.forName(charset));

        assertRejected(
                PredictionRequestJson.decode(json), MALFORMED_JSON, "the message is UTF-16 or UTF-32, expected UTF-8");
    }

    @Test
    void takesUtf8WithAByteOrderMark() {
        assertThat(MessageKind.REQUEST.decode("\ufeff" + MessageKind.REQUEST.everyField()))
                .isInstanceOf(Decoded.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00fc", // Latin-1
                "\u00c1\u0081", // an overlong A
                "\u00ed\u00a0\u0080", // a surrogate
                "\u00f5\u0080\u0080\u0080", // beyond Unicode
                "\u00e2\u0082", // cut short
            })
    void takesNoBytesThatAreNotUtf8ButFindsTheIdBeforeThem(String invalid) {
        byte[] json = ("{\"request_id\":\"r1\",\"ticker\":\"A\",\"note\":\"" + invalid + "\"}").getBytes(ISO_8859_1);

        assertThat(PredictionRequestJson.decode(json))
                .isEqualTo(new Decoded.Rejected<>(
                        MALFORMED_JSON, "the message holds bytes that are not UTF-8, expected JSON in UTF-8", "r1"));
    }

    @Test
    void takes64KibAndNotAByteMore() {
        String json = MessageKind.REQUEST.everyField();

        assertThat(MessageKind.REQUEST.decode(json + " ".repeat(65_536 - json.length())))
                .isInstanceOf(Decoded.Accepted.class);
        assertRejected(
                MessageKind.REQUEST.decode(json + " ".repeat(65_537 - json.length())),
                TOO_LARGE,
                "the message has 65537 bytes, expected at most 65536");
    }

    @Test
    void takes32LevelsAndNotOneMore() {
        String deep = "{'x':" + "[".repeat(31) + "]".repeat(31) + ",'request_id':'r1','ticker':'A'}";

        assertThat(PredictionRequestJson.decode(bytes(deep))).isInstanceOf(Decoded.Accepted.class);
        assertRejected(
                PredictionRequestJson.decode(bytes(deep.replace("[]", "[[]]"))),
                MALFORMED_JSON,
                "the message is not valid JSON: Document nesting depth (33) exceeds the maximum allowed (32)");
        assertThat(PredictionRequestJson.decode(bytes("{'x':" + "[".repeat(60_000))))
                .isInstanceOf(Decoded.Rejected.class);
    }

    @Test
    void namesAndValuesOfAnyLengthLeaveAShortSentence() {
        String huge = "\ud83d\u202e".repeat(10_000);
        for (String json : new String[] {
            "{'request_id':'" + huge + "','ticker':'A'}",
            "{'request_id':'r1','ticker':'" + huge + "'}",
            "{'request_id':'r1','ticker':'A','as_of':'" + huge + "'}",
            "{'request_id':'r1','ticker':'A','features':{'" + huge + "':1}}",
            "{'request_id':'r1','ticker':'A','features':{'" + huge + "':null}}",
            "{'request_id':'r1','ticker':'A','features':{'" + huge + "':1,'" + huge + "':1}}",
            "{'request_id':'r1','ticker':" + "9".repeat(1000) + "}",
            "{'request_id':'r1','ticker':" + "9".repeat(60_000) + "}",
            "{'request_id':'r1','ticker':" + "x".repeat(60_000) + "}",
            "{'request_id':'r1','" + "x".repeat(60_000) + "':1,,}",
            "'" + "x".repeat(60_000) + "'",
        }) {
            Bounds.assertIsOneSentence(rejected(PredictionRequestJson.decode(bytes(escaped(json)))), bytes(json));
        }
    }

    @Test
    void emojiAndLoneSurrogatesInTheValuesOfUnknownFieldsAreNobodysBusiness() {
        assertThat(PredictionRequestJson.decode(
                        bytes("{'x':'\\udfff \\ud800','😀':['ü\\u0000'],'request_id':'r1','ticker':'A'}")))
                .isInstanceOf(Decoded.Accepted.class);
    }

    private static String escaped(String json) {
        return json.replace("\ud83d\u202e", "\\ud83d\u202e");
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    private static void assertRejected(Decoded<?> decoded, Fault fault, String sentence) {
        assertThat(rejected(decoded).message()).isEqualTo(sentence);
        assertThat(rejected(decoded).fault()).isEqualTo(fault);
    }

    private static Decoded.Rejected<?> rejected(Decoded<?> decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        return (Decoded.Rejected<?>) decoded;
    }
}
