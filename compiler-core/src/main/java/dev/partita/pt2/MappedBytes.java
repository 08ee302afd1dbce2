package dev.partita.pt2;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Little-endian numbers and pieces of memory of any size. By way of byte buffers: preparing the layouts through which
 * memory segments are read costs a new process 15 ms.
 */
final class MappedBytes {

    private MappedBytes() {}

    static int intAt(MemorySegment memory, long offset) {
        return view(memory, offset, Integer.BYTES).getInt(0);
    }

    /** Without sign. */
    static int shortAt(MemorySegment memory, long offset) {
        return Short.toUnsignedInt(view(memory, offset, Short.BYTES).getShort(0));
    }

    static long longAt(MemorySegment memory, long offset) {
        return view(memory, offset, Long.BYTES).getLong(0);
    }

    /** Copies as many bytes into the array as {@code count} says. */
    static void copy(MemorySegment memory, long offset, byte[] target, int at, int count) {
        view(memory, offset, count).get(target, at, count);
    }

    static byte[] copy(MemorySegment memory, long offset, int count) {
        byte[] bytes = new byte[count];
        copy(memory, offset, bytes, 0, count);
        return bytes;
    }

    private static ByteBuffer view(MemorySegment memory, long offset, int count) {
        return memory.asSlice(offset, count).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
