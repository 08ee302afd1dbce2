package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * Writes a pickle of protocol 2, one operation after the other: values are pushed, {@link #tuple}, {@link #reduce} and
 * others combine what was pushed last. Nothing is remembered, so every value is written out where it stands.
 */
public final class PickleWriter {

    private static final long MAX_TEXT = 0xffffffffL;
    private static final int CHUNK = 3 << 20;

    private final OutputStream out;

    /** Starts the stream; {@code out} stays open. */
    public PickleWriter(OutputStream out) throws IOException {
        this.out = out;
        out.write(new byte[] {(byte) 0x80, 2});
    }

    /** A class or function by module and name. */
    public PickleWriter global(String module, String name) throws IOException {
        out.write('c');
        out.write((module + "\n" + name + "\n").getBytes(US_ASCII));
        return this;
    }

    public PickleWriter text(String value) throws IOException {
        byte[] bytes = value.getBytes(UTF_8);
        length(bytes.length);
        out.write(bytes);
        return this;
    }

    /** The bytes as base64 text, without ever holding that text. Up to 3 GiB, because lengths have 32 bits. */
    public PickleWriter base64(MemorySegment bytes) throws IOException {
        length(Math.ceilDiv(bytes.byteSize(), 3) * 4);
        try (OutputStream encoder = Base64.getEncoder().wrap(new Uncloseable(out))) {
            for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
                encoder.write(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at))
                        .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
            }
        }
        return this;
    }

    public PickleWriter number(long value) throws IOException {
        if (value == (int) value) {
            out.write('J');
            out.write(little(4).putInt((int) value).array());
        } else {
            out.write(new byte[] {(byte) 0x8a, 8});
            out.write(little(8).putLong(value).array());
        }
        return this;
    }

    public PickleWriter truth(boolean value) throws IOException {
        return operation(value ? 0x88 : 0x89);
    }

    public PickleWriter none() throws IOException {
        return operation('N');
    }

    public PickleWriter emptyDict() throws IOException {
        return operation('}');
    }

    public PickleWriter emptyList() throws IOException {
        return operation(']');
    }

    public PickleWriter emptyTuple() throws IOException {
        return operation(')');
    }

    /** What follows up to {@link #appendAll}, {@link #putAll} or {@link #tuple} belongs together. */
    public PickleWriter mark() throws IOException {
        return operation('(');
    }

    /** Everything since the mark goes into the list before it. */
    public PickleWriter appendAll() throws IOException {
        return operation('e');
    }

    /** Everything since the mark, keys and values in turn, goes into the dictionary before it. */
    public PickleWriter putAll() throws IOException {
        return operation('u');
    }

    /** Everything since the mark becomes a tuple. */
    public PickleWriter tuple() throws IOException {
        return operation('t');
    }

    public PickleWriter texts(List<String> values) throws IOException {
        emptyList().mark();
        for (String value : values) {
            text(value);
        }
        return appendAll();
    }

    /** A tuple of integers. */
    public PickleWriter numbers(List<Long> values) throws IOException {
        mark();
        for (long value : values) {
            number(value);
        }
        return tuple();
    }

    /** Calls the function with the tuple that follow each other. */
    public PickleWriter reduce() throws IOException {
        return operation('R');
    }

    /** Makes an object of the class with the tuple that follow each other, without its constructor. */
    public PickleWriter newObject() throws IOException {
        return operation(0x81);
    }

    /** Gives the object before it the state that was pushed last. */
    public PickleWriter build() throws IOException {
        return operation('b');
    }

    /** The tuple that was pushed last names something outside of the pickle. */
    public PickleWriter persistent() throws IOException {
        return operation('Q');
    }

    public void stop() throws IOException {
        operation('.');
    }

    private PickleWriter operation(int code) throws IOException {
        out.write(code);
        return this;
    }

    private void length(long bytes) throws IOException {
        if (bytes > MAX_TEXT) {
            throw new IOException("a text of " + bytes + " bytes is too long for a pickle");
        }
        out.write('X');
        out.write(little(4).putInt((int) bytes).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The encoder must be closed to write its last group, the stream behind it goes on. */
    private static final class Uncloseable extends FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
