package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the central directory of a zip file that lies in memory, and refuses everything that a genuine archive never
 * has: duplicates, names that leave the archive, overlapping or encrypted entries, sizes beyond the file.
 *
 * <p>Not java.util.zip.ZipFile: that accepts duplicates, {@code ..} and overlaps, checks no CRC of stored entries,
 * and does not tell where an entry's bytes lie, which mapping weights needs.
 */
final class ZipDirectory {

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_LOCATOR_SIZE = 20;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int ZIP64_END_SIZE = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ZIP64_EXTRA = 1;
    private static final long MAX_ENTRIES = 500_000;
    private static final int MAX_COMMENT = 0xffff;
    private static final int UNIX_FILE_TYPE = 0xf000;
    private static final int UNIX_SYMLINK = 0xa000;

    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    private final MemorySegment file;

    private ZipDirectory(MemorySegment file) {
        this.file = file;
    }

    /** All entries in the directory's order, by name; directory entries (names ending in {@code /}) are left out. */
    static Map<String, ZipRecord> parse(MemorySegment file) {
        return new ZipDirectory(file).parse();
    }

    private Map<String, ZipRecord> parse() {
        long end = findEnd();
        Extent extent = extent(end);
        if (extent.count > MAX_ENTRIES) {
            throw new Pt2Exception("zip directory claims " + extent.count + " entries; at most " + MAX_ENTRIES
                    + " are accepted");
        }
        Map<String, ZipRecord> records = new LinkedHashMap<>();
        List<long[]> spans = new ArrayList<>();
        long at = extent.offset;
        for (long i = 0; i < extent.count; i++) {
            if (at + ENTRY_SIZE > extent.end || intAt(at) != ENTRY_SIGNATURE) {
                throw new Pt2Exception("zip directory is damaged at entry " + i + " of " + extent.count);
            }
            int nameBytes = shortAt(at + 28);
            long next = at + ENTRY_SIZE + nameBytes + shortAt(at + 30) + shortAt(at + 32);
            if (next > extent.end) {
                throw new Pt2Exception("zip directory is damaged at entry " + i + " of " + extent.count);
            }
            ZipRecord record = record(at, nameBytes);
            long leastEnd = record.leastEnd(nameBytes);
            if (record.headerOffset() < 0 || record.compressedSize() < 0 || record.size() < 0
                    || leastEnd < 0 || leastEnd > extent.offset) {
                throw Pt2Exception.inEntry(record.name(), "claims bytes beyond the end of the file; is it truncated?");
            }
            spans.add(new long[] {record.headerOffset(), leastEnd});
            if (!record.name().endsWith("/") && records.put(record.name(), record) != null) {
                throw Pt2Exception.inEntry(record.name(), "appears twice in the zip directory");
            }
            at = next;
        }
        if (at != extent.end) {
            throw new Pt2Exception("zip directory holds more than the " + extent.count + " entries that it claims");
        }
        refuseOverlaps(spans);
        return Collections.unmodifiableMap(records);
    }

    private ZipRecord record(long at, int nameBytes) {
        String name = name(at + ENTRY_SIZE, nameBytes);
        int flags = shortAt(at + 8);
        int method = shortAt(at + 10);
        if ((flags & 1) != 0) {
            throw Pt2Exception.inEntry(name, "is encrypted");
        }
        if (method != 0 && method != 8) {
            throw Pt2Exception.inEntry(name, "uses zip compression method " + method
                    + "; only stored and deflated entries can be read");
        }
        if (((intAt(at + 38) >>> 16) & UNIX_FILE_TYPE) == UNIX_SYMLINK) {
            throw Pt2Exception.inEntry(name, "is a symbolic link");
        }
        long crc = Integer.toUnsignedLong(intAt(at + 16));
        long compressed = Integer.toUnsignedLong(intAt(at + 20));
        long size = Integer.toUnsignedLong(intAt(at + 24));
        long offset = Integer.toUnsignedLong(intAt(at + 42));
        Zip64 wide = new Zip64(at + ENTRY_SIZE + nameBytes, shortAt(at + 30), name);
        // The order of the wide fields is fixed and each is present only where the narrow one overflowed.
        size = wide.widen(size);
        compressed = wide.widen(compressed);
        offset = wide.widen(offset);
        if (method == 0 && size != compressed) {
            throw Pt2Exception.inEntry(name, "is stored but claims two different sizes");
        }
        return new ZipRecord(name, method == 8, crc, compressed, size, offset);
    }

    /** Reads the wide sizes of entries beyond 4 GiB from the zip64 extra field. */
    private final class Zip64 {
        private final String name;
        private long at;
        private long end;

        Zip64(long extra, int extraBytes, String name) {
            this.name = name;
            long last = extra + extraBytes;
            for (long field = extra; field + 4 <= last; field += 4 + shortAt(field + 2)) {
                long fieldEnd = field + 4 + shortAt(field + 2);
                if (shortAt(field) == ZIP64_EXTRA && fieldEnd <= last) {
                    this.at = field + 4;
                    this.end = fieldEnd;
                    return;
                }
            }
        }

        long widen(long narrow) {
            if (narrow != 0xffffffffL) {
                return narrow;
            }
            if (at + 8 > end) {
                throw Pt2Exception.inEntry(name, "claims a zip64 size but has none");
            }
            long value = file.get(LONG, at);
            at += 8;
            if (value < 0 || value > file.byteSize() * 1100L) {
                throw Pt2Exception.inEntry(name, "claims an impossible zip64 size");
            }
            return value;
        }
    }

    private String name(long offset, int length) {
        String name;
        try {
            name = decoder.decode(file.asSlice(offset, length).asByteBuffer()).toString();
        } catch (CharacterCodingException e) {
            throw new Pt2Exception("zip directory holds a name that is not UTF-8", e);
        }
        if (!isPlainRelativePath(name)) {
            throw new Pt2Exception("zip entry name '" + name + "' is not a plain relative path");
        }
        return name;
    }

    private static boolean isPlainRelativePath(String name) {
        if (name.isEmpty() || name.startsWith("/") || (name.length() > 1 && name.charAt(1) == ':')) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '\\' || Character.isISOControl(name.charAt(i))) {
                return false;
            }
        }
        return !name.contains("..") || !List.of(name.split("/")).contains("..");
    }

    private static void refuseOverlaps(List<long[]> spans) {
        spans.sort(Comparator.comparingLong(span -> span[0]));
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i)[0] < spans.get(i - 1)[1]) {
                throw new Pt2Exception("zip entries overlap at byte " + spans.get(i)[0]);
            }
        }
    }

    /** Where the central directory lies and how many entries it holds. */
    private record Extent(long offset, long end, long count) {}

    private Extent extent(long end) {
        long count = shortAt(end + 10);
        long size = Integer.toUnsignedLong(intAt(end + 12));
        long offset = Integer.toUnsignedLong(intAt(end + 16));
        long directoryEnd = end;
        long locator = end - ZIP64_LOCATOR_SIZE;
        if (locator >= 0 && intAt(locator) == ZIP64_LOCATOR_SIGNATURE) {
            long wide = file.get(LONG, locator + 8);
            if (wide < 0 || wide > locator - ZIP64_END_SIZE || intAt(wide) != ZIP64_END_SIGNATURE) {
                throw new Pt2Exception("zip64 end record is damaged");
            }
            count = file.get(LONG, wide + 32);
            size = file.get(LONG, wide + 40);
            offset = file.get(LONG, wide + 48);
            directoryEnd = wide;
        }
        if (count < 0 || size < 0 || offset < 0 || offset > directoryEnd || size != directoryEnd - offset) {
            throw new Pt2Exception("zip directory does not lie where the end record says; is the file truncated or "
                    + "are there bytes before the archive?");
        }
        return new Extent(offset, directoryEnd, count);
    }

    /** The end record is last, followed only by a comment of the length that it states. */
    private long findEnd() {
        long size = file.byteSize();
        long lowest = Math.max(0, size - END_SIZE - MAX_COMMENT);
        for (long at = size - END_SIZE; at >= lowest; at--) {
            if (intAt(at) == END_SIGNATURE && at + END_SIZE + shortAt(at + 20) == size) {
                return at;
            }
        }
        throw new Pt2Exception(size >= 4 && intAt(0) == ZipArchive.LOCAL_SIGNATURE
                ? "zip archive without its directory at the end: the file is truncated or has bytes behind it"
                : "not a zip archive");
    }

    private int intAt(long offset) {
        return file.get(INT, offset);
    }

    private int shortAt(long offset) {
        return Short.toUnsignedInt(file.get(SHORT, offset));
    }
}
