package dev.presage.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A valid message with one thing changed, for every thing there is to change. */
final class MessageVariants {
    private static final List<String> OTHER_TYPES =
            List.of("null", "true", "false", "[]", "[1]", "[\"AAPL\"]", "{}", "{\"ticker\":\"AAPL\"}");

    private static final List<String> NUMBERS = List.of(
                    "0 -0 0.0 -0.0 1 1.0 1e0 100e-2 1.5 -1 -1.0 1e00000000000000000000000 1e0000000000000000000001 0.5 1.0000000000000002 1.00000000000000000001 0.99999999999999999999"
                            .split(" "),
                    "2147483647 2147483647.0 2147483648 -2147483648 9223372036854775808 1E5 1e308 -1e308 1e309 -1e309 1e999 -1e999"
                            .split(" "),
                    "5e-324 1e-400 -1e-400 1.7976931348623157e308 1.7976931348623159e308 10000000000000000000000000000"
                            .split(" "))
            .stream()
            .flatMap(Stream::of)
            .toList();

    private static final List<String> WORDS = Stream.of(
                    Stream.of(
                            "",
                            " ",
                            "AAPL",
                            "AAPL\\n",
                            "\\nAAPL",
                            "AA PL",
                            "BRK.B",
                            "a:b_c=d^e/f-g",
                            "aapl",
                            "A*",
                            "Ä"),
                    Stream.of(
                            "normal", "Normal", "1normal", "n", "n-1_x", "_n", "-n", "normal ", "n.1", "prices",
                            "request"),
                    Stream.of(
                            "PRICES",
                            "\\u0041APL",
                            "\\u0000",
                            "\\t",
                            "~",
                            "\\u007f",
                            "\\u0080",
                            "😀",
                            "\\ud83d\\ude00"),
                    Stream.of("\\ud800", "\\udc00x", "\\\"", "\\\\", "null", "1", "1.5", "NaN", "\\u2028", "\\ufeffA"),
                    IntStream.of(31, 32, 33, 63, 64, 65, 127, 128, 129, 3000).mapToObj("a"::repeat),
                    IntStream.of(31, 32, 33, 127, 128, 129).mapToObj("Z"::repeat))
            .flatMap(words -> words)
            .map(word -> '"' + word + '"')
            .toList();

    private static final List<String> TIMES = Stream.of(
                    "2017-03-01T21:00:00Z 2017-03-01T21:00:00.1Z 2017-03-01T21:00:00.123456789Z 2017-03-01T21:00:00.1234567890Z",
                    "2017-03-01T21:00:00.Z 2017-03-01T21:00:00,1Z 2017-03-01T21:00Z 2017-03-01T21Z 2017-03-01 20170301T210000Z",
                    "2017-03-01t21:00:00Z 2017-03-01T21:00:00z 2017-03-01_21:00:00Z 2017-03-01T21:00:00 2017-03-01T21:00:00ZZ",
                    "2017-03-01T21:00:00+00:00 2017-03-01T21:00:00-00:00 2017-03-01T21:00:00+01:30 2017-03-01T21:00:00-05:00",
                    "2017-03-01T21:00:00+0100 2017-03-01T21:00:00+01 2017-03-01T21:00:00+1:00 2017-03-01T21:00:00+01:00:00",
                    "2017-03-01T21:00:00+18:00 2017-03-01T21:00:00-18:00 2017-03-01T21:00:00+18:01 2017-03-01T21:00:00+19:00",
                    "2017-03-01T21:00:00+17:59 2017-03-01T21:00:00+17:60 2017-03-01T24:00:00Z 2017-03-01T23:59:59Z",
                    "2017-03-01T23:59:60Z 2016-12-31T23:59:60Z 2017-03-01T23:60:00Z 2017-03-01T00:00:00Z 2017-3-1T21:00:00Z",
                    "2017-13-01T00:00:00Z 2017-00-01T00:00:00Z 2017-01-00T00:00:00Z 2017-01-31T00:00:00Z 2017-01-32T00:00:00Z",
                    "2017-02-29T00:00:00Z 2016-02-29T00:00:00Z 1900-02-29T00:00:00Z 2000-02-29T00:00:00Z 2017-04-31T00:00:00Z",
                    "1899-12-31T23:59:59Z 1900-01-01T00:00:00Z 1900-01-01T00:00:00+00:01 1899-12-31T23:00:00-05:00",
                    "2199-12-31T23:59:59.999999999Z 2200-01-01T00:00:00Z 2199-12-31T23:59:59-00:01 2200-01-01T00:00:00+05:00",
                    "0000-01-01T00:00:00Z 9999-01-01T00:00:00Z +12017-03-01T21:00:00Z -2017-03-01T21:00:00Z 017-03-01T21:00:00Z",
                    "x017-03-01T21:00:00Z 2017-03-01T21:00:0xZ 2017-03-01T21:00:00X 2017-03-01T21:00:00*01:00 2017/03/01T21:00:00Z",
                    "2017-03-01T21:00:00+01-00 2017-03-01T21.00.00Z ٢٠١٧-03-01T21:00:00Z 2017-03-01T21:00:00.١Z 1488402000 Z")
            .flatMap(line -> Stream.of(line.split(" ")))
            .map(time -> '"' + time + '"')
            .toList();

    private static final List<String> FEATURES = Stream.of(
                    Stream.of(
                            "x:1",
                            "X:1",
                            ":1",
                            "_x:1",
                            "1x:1",
                            "x y:1",
                            "x-y:1",
                            "é:1",
                            "x\\n:1",
                            "\\ud800:1",
                            "x.y:1"),
                    Stream.of(
                            "x:\"1\"",
                            "x:null",
                            "x:true",
                            "x:[]",
                            "x:[1]",
                            "x:{}",
                            "x:{\"y\":1}",
                            "x:1,y:\"2\"",
                            "x:1,y:2"),
                    NUMBERS.stream().map(number -> "x:" + number),
                    IntStream.of(63, 64, 65, 3000).mapToObj(length -> "f".repeat(length) + ":1"),
                    IntStream.of(255, 256, 257).mapToObj(size -> IntStream.range(0, size)
                            .mapToObj(i -> "f" + i + ":" + i)
                            .collect(Collectors.joining(","))))
            .flatMap(features -> features)
            .map(features -> "{" + features.replaceAll("(^|,)([^:,]*):", "$1\"$2\":") + "}")
            .toList();

    private MessageVariants() {}

    /** Every field removed, and given every value of a long list in turn; unknown fields of every kind; fields in reverse. */
    static List<String> of(MessageKind<?> kind) throws JsonProcessingException {
        Map<String, String> fields = fields(kind.everyField());
        List<String> variants = new ArrayList<>(List.of(kind.everyField()));
        List<String> values = Stream.of(OTHER_TYPES, NUMBERS, WORDS, TIMES, FEATURES)
                .flatMap(List::stream)
                .toList();
        for (String field : fields.keySet()) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            changed.remove(field);
            variants.add(written(changed));
            for (String value : values) {
                changed.put(field, value);
                variants.add(written(changed));
            }
        }
        for (String value : values) {
            Map<String, String> longer = new LinkedHashMap<>(Map.of("unknown", value));
            longer.putAll(fields);
            variants.add(written(longer));
        }
        List<String> names = new ArrayList<>(fields.keySet());
        Collections.reverse(names);
        Map<String, String> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, String.valueOf(fields.get(name))));
        variants.add(written(reversed));
        return variants;
    }

    private static Map<String, String> fields(String json) throws JsonProcessingException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field :
                new ObjectMapper().readTree(json).properties()) {
            fields.put(field.getKey(), field.getValue().toString());
        }
        return fields;
    }

    private static String written(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
