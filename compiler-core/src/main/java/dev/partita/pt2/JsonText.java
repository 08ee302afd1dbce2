package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a JSON text in memory, read once from front to back. Nothing is read ahead but white space.
 *
 * <p>Not Jackson's parser: the first program of a process is read by code that is not compiled yet, where every call for
 * every character counts, and most of a program's text repeats. Here equal strings are decoded once ({@link TextPool}),
 * and {@link #repeated} passes over a whole value that was read before.
 */
final class JsonText {

    /** Nested graphs cost about eight levels each; genuine files stay below 60. */
    private static final int MAX_DEPTH = 400;

    private static final int MAX_NUMBER = 400;

    /** The text and one zero behind it, which is no character of JSON: the end needs no test of its own. */
    private final byte[] text;

    private final TextPool<String> strings;
    private final TextPool<String> names;
    private int at;
    private int token;
    private int depth;

    /** @param text JSON in UTF-8 with one zero behind it; not changed any more */
    JsonText(byte[] text) {
        this.text = text;
        this.strings = new TextPool<>(text);
        this.names = new TextPool<>(text);
    }

    /** What went wrong at a place in the text. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String problem) {
            super(problem, null, false, false);
        }
    }

    /** Where the last token begins. */
    int token() {
        return token;
    }

    /** The first byte of the next token; 0 at the end. */
    byte peek() {
        int next = at;
        byte b = text[next];
        while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            b = text[++next];
        }
        at = next;
        token = next;
        return b;
    }

    boolean atEnd() {
        return peek() == 0 && at == text.length - 1;
    }

    /** Steps into an object or a list; says whether it has a first element. */
    boolean enter(char open, char close) {
        if (peek() != open) {
            throw unexpected("'" + open + "'");
        }
        if (++depth > MAX_DEPTH) {
            throw new Malformed("nests deeper than " + MAX_DEPTH + " levels");
        }
        at++;
        return !closes(close);
    }

    /** Behind an element: whether another one follows. */
    boolean more(char close) {
        if (peek() == ',') {
            at++;
            return true;
        }
        if (!closes(close)) {
            throw unexpected("',' or '" + close + "'");
        }
        return false;
    }

    private boolean closes(char close) {
        if (peek() != close) {
            return false;
        }
        at++;
        depth--;
        return true;
    }

    /** The name of a field of a struct, with the colon behind it. One object with the literal of that name: switches are cheap. */
    String name() {
        return beforeColon(names);
    }

    /** The key of an entry of a map, with the colon behind it. */
    String key() {
        return beforeColon(strings);
    }

    private String beforeColon(TextPool<String> pool) {
        String name = string(pool);
        int start = token;
        if (peek() != ':') {
            throw unexpected("':'");
        }
        at++;
        token = start;
        return name;
    }

    String string() {
        return string(strings);
    }

    private String string(TextPool<String> pool) {
        if (peek() != '"') {
            throw unexpected("a string");
        }
        int start = at + 1;
        int end = start;
        int hash = 0;
        byte seen = 0;
        boolean escaped = false;
        for (byte b = text[end]; b != '"'; b = text[++end]) {
            if (b == '\\') {
                escaped = true;
                hash = 31 * hash + b;
                b = text[++end];
            }
            if (b >= 0 && b < ' ') {
                throw new Malformed(end == text.length - 1 ? "ends within a string" : "control character in a string");
            }
            seen |= b;
            hash = 31 * hash + b;
        }
        at = end + 1;
        @Nullable String known = pool.find(start, end, hash);
        if (known == null) {
            known = seen < 0 ? utf8(start, end) : new String(text, start, end - start, ISO_8859_1);
            known = escaped ? JsonEscapes.resolve(known) : known;
            known = pool == names ? known.intern() : known;
            pool.put(start, end, hash, known);
        }
        return known;
    }

    private String utf8(int start, int end) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(text, start, end - start)).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("string that is not UTF-8");
        }
    }

    /** Whether the next value is a number without fraction and exponent. */
    boolean isInteger() {
        byte first = peek();
        if (first != '-' && (first < '0' || first > '9')) {
            return false;
        }
        int end = endOfDigits(at + 1);
        return text[end] != '.' && text[end] != 'e' && text[end] != 'E' && text[end] != 'I';
    }

    private int endOfDigits(int start) {
        int end = start;
        while (text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        return end;
    }

    long integer() {
        if (!isInteger()) {
            throw unexpected("an integer");
        }
        int start = at;
        int end = endOfNumber();
        at = end;
        boolean negative = text[start] == '-';
        int first = negative ? start + 1 : start;
        if (end - first > 18) {
            try {
                return Long.parseLong(new String(text, start, end - start, ISO_8859_1));
            } catch (NumberFormatException e) {
                throw new Malformed("integer beyond 64 bits");
            }
        }
        long value = 0;
        for (int digit = first; digit < end; digit++) {
            value = 10 * value + text[digit] - '0';
        }
        return negative ? -value : value;
    }

    /** A number of JSON, or one of the words by which writers before torch 2.5 wrote what JSON cannot. */
    double decimal() {
        if (takesWord("NaN")) {
            return Double.NaN;
        }
        if (takesWord("Infinity")) {
            return Double.POSITIVE_INFINITY;
        }
        if (takesWord("-Infinity")) {
            return Double.NEGATIVE_INFINITY;
        }
        int start = at;
        at = endOfNumber();
        return Double.parseDouble(new String(text, start, at - start, ISO_8859_1));
    }

    private int endOfNumber() {
        int first = peek() == '-' ? at + 1 : at;
        int end = endOfDigits(first);
        boolean whole = end > first && (text[first] != '0' || end == first + 1);
        if (whole && text[end] == '.') {
            int fraction = end + 1;
            end = endOfDigits(fraction);
            whole = end > fraction;
        }
        if (whole && (text[end] == 'e' || text[end] == 'E')) {
            int exponent = text[end + 1] == '+' || text[end + 1] == '-' ? end + 2 : end + 1;
            end = endOfDigits(exponent);
            whole = end > exponent;
        }
        if (!whole) {
            throw unexpected("a number");
        }
        if (end - first > MAX_NUMBER) {
            throw new Malformed("number of " + (end - first) + " characters");
        }
        return end;
    }

    /** Steps over {@code true}, {@code false}, {@code null} or the like, if that is what stands here. */
    boolean takesWord(String word) {
        if (peek() != word.charAt(0)) {
            return false;
        }
        int length = word.length();
        for (int i = 1; i < length; i++) {
            if (text[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += length;
        return true;
    }

    /** Passes over the next value. */
    void skip() {
        switch (peek()) {
            case '{' -> {
                for (boolean more = enter('{', '}'); more; more = more('}')) {
                    name();
                    skip();
                }
            }
            case '[' -> {
                for (boolean more = enter('[', ']'); more; more = more(']')) {
                    skip();
                }
            }
            case '"' -> string();
            default -> {
                if (!takesWord("null") && !takesWord("true") && !takesWord("false")) {
                    decimal();
                }
            }
        }
    }

    /**
     * The next value, an object: what an equal text was read as, or else what {@code read} makes of it.
     *
     * @param known what texts were read as by the same {@code read}
     */
    <T> T repeated(RepeatedObjects<T> known, Supplier<T> read) {
        if (peek() != '{') {
            return read.get();
        }
        int start = at;
        int expected = known.expected(start);
        if (expected > 0) {
            at = start + expected;
            return known.value();
        }
        int end = start;
        int hash = 0;
        int open = 0;
        // Strings with brackets or quotes inside end this too early or too late: then the text is read, and not kept.
        byte b;
        do {
            b = text[end++];
            hash = 31 * hash + b;
            if (b == '{') {
                open++;
            } else if (b == '}') {
                open--;
            }
        } while (open > 0 && end < text.length);
        if (known.finds(start, end, hash)) {
            at = end;
            return known.value();
        }
        T value = read.get();
        if (at == end) {
            known.put(start, end, hash, value);
        }
        return value;
    }

    private Malformed unexpected(String wanted) {
        return new Malformed("expected " + wanted + " but found " + found());
    }

    /** What stands at the next token, in words. */
    String found() {
        return switch (peek()) {
            case '{', '}' -> "an object";
            case '[', ']' -> "a list";
            case '"' -> "a string";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            case 't', 'f' -> "a truth value";
            case 'n' -> "null";
            case 0 -> "the end";
            default -> "something else";
        };
    }
}
