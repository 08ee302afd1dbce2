package dev.partita.worker.loop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Takes stdout away for the protocol. Native libraries print to file descriptor 1 whenever they like; one such line
 * between two messages would break the protocol. So the real stdout moves to a new descriptor, and descriptor 1 becomes
 * a second name of stderr. Must run before any native library is loaded.
 */
public final class ProtocolStream {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private ProtocolStream() {}

    /** The stream for messages; from here on {@code System.out} and native stdout arrive on stderr. */
    public static PrintStream claimStdout() {
        System.setOut(System.err);
        OutputStream real = System.getProperty("os.name", "").startsWith("Windows")
                ? new FileOutputStream(FileDescriptor.out) // descriptors of C and of Java differ there: Java level only
                : new DescriptorStream(duplicateStdout());
        return new PrintStream(real, false, StandardCharsets.UTF_8);
    }

    private static int duplicateStdout() {
        try {
            int moved = (int) libc("dup", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT).invokeExact(STDOUT);
            int replaced = (int) libc("dup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                    .invokeExact(STDERR, STDOUT);
            if (moved < 0 || replaced < 0) {
                throw new IllegalStateException("dup of stdout failed: " + moved + ", " + replaced);
            }
            return moved;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot claim stdout for the protocol", e);
        }
    }

    private static MethodHandle libc(String name, ValueLayout result, ValueLayout... arguments) {
        SymbolLookup lookup = Linker.nativeLinker().defaultLookup();
        return Linker.nativeLinker().downcallHandle(
                lookup.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /** Writes to a descriptor that Java has no object for. */
    private static final class DescriptorStream extends OutputStream {
        private final int descriptor;
        private final MethodHandle write =
                libc("write", ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);

        DescriptorStream(int descriptor) {
            this.descriptor = descriptor;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment buffer = arena.allocate(Math.max(length, 1));
                MemorySegment.copy(bytes, offset, buffer, ValueLayout.JAVA_BYTE, 0, length);
                long done = 0;
                while (done < length) {
                    long written = writeSome(buffer.asSlice(done), length - done);
                    if (written <= 0) {
                        throw new IOException("the asker no longer listens");
                    }
                    done += written;
                }
            }
        }

        private long writeSome(MemorySegment from, long length) throws IOException {
            try {
                return (long) write.invokeExact(descriptor, from, length);
            } catch (Throwable e) {
                throw new IOException(e);
            }
        }
    }
}
