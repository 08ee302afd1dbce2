package dev.partita.gpu;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Blanks the GPU code of all architectures but one in libraries, in place, so that they compress to a fraction when they
 * are carried to one known GPU:
 *
 * <pre>java dev.partita.gpu.SlimFatbins 90 libtorch_cuda.so libcublas.so.12 ...</pre>
 *
 * <p>The section {@code .nv_fatbin} is a row of containers, each with the same kernels for several architectures; the driver
 * picks one entry by its number and never reads the others. Portable code (PTX) stays only where there is no code for the
 * architecture itself.
 */
public final class SlimFatbins {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private static final int MAGIC = 0xBA55ED50;
    private static final int PTX = 1;
    /** A container's header: magic, version, own size (16 bits), size of the entries (64 bits). */
    private static final int CONTAINER_HEADER_SIZE_AT = 6;
    private static final int CONTAINER_BYTES_AT = 8;
    /** An entry's header: kind (16 bits), version, own size, size of the code (64 bits), ..., architecture. */
    private static final int ENTRY_HEADER_SIZE_AT = 4;
    private static final int ENTRY_BYTES_AT = 8;
    private static final int ENTRY_ARCHITECTURE_AT = 28;

    private final MemorySegment file;
    private final int architecture;
    private long blanked;

    private SlimFatbins(MemorySegment file, int architecture) {
        this.file = file;
        this.architecture = architecture;
    }

    private record Entry(long at, int kind, int headerBytes, long bytes, int architecture) {}

    public static void main(String[] args) throws IOException {
        for (String name : List.of(args).subList(1, args.length)) {
            try (Arena arena = Arena.ofConfined();
                    FileChannel channel = FileChannel.open(
                            Path.of(name), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                SlimFatbins slim = new SlimFatbins(
                        channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena), Integer.parseInt(args[0]));
                slim.section(".nv_fatbin");
                System.out.printf("%s: blanked %d of %d MiB%n", name, slim.blanked >> 20, channel.size() >> 20);
            }
        }
    }

    /** Finds the section in the table at the end of a 64-bit ELF file. */
    private void section(String wanted) {
        long table = file.get(LONG, 0x28);
        int entryBytes = Short.toUnsignedInt(file.get(SHORT, 0x3A));
        int count = Short.toUnsignedInt(file.get(SHORT, 0x3C));
        long names = file.get(LONG, table + (long) entryBytes * Short.toUnsignedInt(file.get(SHORT, 0x3E)) + 24);
        for (int i = 0; i < count; i++) {
            long header = table + (long) entryBytes * i;
            if (file.getString(names + file.get(INT, header)).equals(wanted)) {
                containers(file.get(LONG, header + 24), file.get(LONG, header + 32));
            }
        }
    }

    private void containers(long from, long bytes) {
        long at = from;
        while (at < from + bytes) {
            if (file.get(INT, at) != MAGIC) {
                at += 8; // Padding between containers.
                continue;
            }
            long entries = at + Short.toUnsignedInt(file.get(SHORT, at + CONTAINER_HEADER_SIZE_AT));
            long end = entries + file.get(LONG, at + CONTAINER_BYTES_AT);
            blank(entries(entries, end));
            at = end;
        }
    }

    private List<Entry> entries(long from, long end) {
        List<Entry> entries = new ArrayList<>();
        long at = from;
        while (at < end) {
            Entry entry = new Entry(at, file.get(SHORT, at), file.get(INT, at + ENTRY_HEADER_SIZE_AT),
                    file.get(LONG, at + ENTRY_BYTES_AT), file.get(INT, at + ENTRY_ARCHITECTURE_AT));
            entries.add(entry);
            at += entry.headerBytes() + entry.bytes();
        }
        if (at != end) {
            throw new IllegalStateException("the entries of a container end at byte " + at + " instead of " + end);
        }
        return entries;
    }

    private void blank(List<Entry> entries) {
        boolean hasNative = entries.stream().anyMatch(this::isNative);
        for (Entry entry : entries) {
            boolean kept = hasNative ? isNative(entry) : entry.kind() == PTX;
            if (!kept) {
                file.asSlice(entry.at() + entry.headerBytes(), entry.bytes()).fill((byte) 0);
                blanked += entry.bytes();
            }
        }
    }

    private boolean isNative(Entry entry) {
        return entry.kind() != PTX && entry.architecture() == architecture;
    }
}
