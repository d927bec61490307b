package dev.presage.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Writes one message as JSON, field by field, to ASCII bytes. The values are those of valid messages. */
final class MessageWriter {
    private byte[] bytes;
    private int size;

    /** @param room for as many bytes; it grows when that is too little, and nothing is copied when it is exact */
    MessageWriter(int room) {
        bytes = new byte[room];
    }

    /** What stands between two values, ready to be written. */
    static byte[] ready(String json) {
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    /** How many bytes are written. */
    int size() {
        return size;
    }

    MessageWriter put(byte[] json) {
        return put(json, 0, json.length);
    }

    MessageWriter put(byte[] json, int from, int end) {
        int length = end - from;
        makeRoom(length);
        System.arraycopy(json, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Printable ASCII that JSON need not escape. */
    MessageWriter word(String text) {
        makeRoom(text.length());
        size = Digits.ascii(text, bytes, size);
        return this;
    }

    /** Any printable ASCII, the inside of a JSON string. */
    MessageWriter text(String text) {
        int start = size;
        word(text);
        if (!ByteWords.areText(bytes, start, size)) {
            size = start;
            escaped(text);
        }
        return this;
    }

    private void escaped(String text) {
        makeRoom(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                bytes[size++] = '\\';
            }
            bytes[size++] = (byte) c;
        }
    }

    /** At least 0. */
    MessageWriter number(int number) {
        makeRoom(10);
        size = Digits.write(number, bytes, size);
        return this;
    }

    /** Finite. */
    MessageWriter number(double number) {
        makeRoom(ShortestDecimal.MOST_BYTES);
        size = ShortestDecimal.write(number, bytes, size);
        return this;
    }

    MessageWriter time(Instant time) {
        makeRoom(TimeText.length(time));
        size = TimeText.write(time, bytes, size);
        return this;
    }

    private void makeRoom(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
        }
    }

    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
