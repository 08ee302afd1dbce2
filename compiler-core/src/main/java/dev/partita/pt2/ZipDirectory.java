package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses the central directory of a zip file that lies in memory, and refuses everything that a genuine archive never
 * has: duplicates, names that leave the archive, overlapping or encrypted entries, sizes beyond the file.
 *
 * <p>Not java.util.zip.ZipFile: that accepts duplicates, {@code ..} and overlaps, checks no CRC of stored entries,
 * and does not tell where an entry's bytes lie, which mapping weights needs.
 */
final class ZipDirectory {

    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int ZIP64_EXTRA = 1;
    private static final long MAX_ENTRIES = 500_000;
    private static final long MAX_BYTES = 1L << 30;
    private static final int UNIX_FILE_TYPE = 0xf000;
    private static final int UNIX_SYMLINK = 0xa000;

    private final MemorySegment file;
    private final ZipEnd.Extent extent;

    /** The directory itself, copied: it is read field by field, which mapped memory makes slow. */
    private final byte[] bytes;

    private ZipDirectory(MemorySegment file, ZipEnd.Extent extent) {
        this.file = file;
        this.extent = extent;
        this.bytes = MappedBytes.copy(file, extent.offset(), Math.toIntExact(extent.end() - extent.offset()));
    }

    /** All entries in the directory's order, by name; directory entries (names ending in {@code /}) are left out. */
    static Map<String, ZipRecord> parse(MemorySegment file) {
        ZipEnd.Extent extent = ZipEnd.find(file);
        if (extent.count() > MAX_ENTRIES) {
            throw new Pt2Exception("zip directory claims " + extent.count() + " entries; at most " + MAX_ENTRIES
                    + " are accepted");
        }
        if (extent.end() - extent.offset() > MAX_BYTES) {
            throw new Pt2Exception("zip directory of " + (extent.end() - extent.offset()) + " bytes; at most " + MAX_BYTES
                    + " are accepted");
        }
        return new ZipDirectory(file, extent).parse();
    }

    private Map<String, ZipRecord> parse() {
        Map<String, ZipRecord> records = new LinkedHashMap<>();
        List<long[]> spans = new ArrayList<>();
        int at = 0;
        for (long i = 0; i < extent.count(); i++) {
            if (at + ENTRY_SIZE > bytes.length || intAt(at) != ENTRY_SIGNATURE) {
                throw new Pt2Exception("zip directory is damaged at entry " + i + " of " + extent.count());
            }
            int nameBytes = shortAt(at + 28);
            int next = at + ENTRY_SIZE + nameBytes + shortAt(at + 30) + shortAt(at + 32);
            if (next > bytes.length) {
                throw new Pt2Exception("zip directory is damaged at entry " + i + " of " + extent.count());
            }
            ZipRecord record = record(at, nameBytes);
            long leastEnd = record.leastEnd(nameBytes);
            if (record.headerOffset() < 0 || record.compressedSize() < 0 || record.size() < 0
                    || leastEnd < 0 || leastEnd > extent.offset()) {
                throw Pt2Exception.inEntry(record.name(), "claims bytes beyond the end of the file; is it truncated?");
            }
            spans.add(new long[] {record.headerOffset(), leastEnd});
            if (!record.name().endsWith("/") && records.put(record.name(), record) != null) {
                throw Pt2Exception.inEntry(record.name(), "appears twice in the zip directory");
            }
            at = next;
        }
        if (at != bytes.length) {
            throw new Pt2Exception("zip directory holds more than the " + extent.count() + " entries that it claims");
        }
        refuseOverlaps(spans);
        return Collections.unmodifiableMap(records);
    }

    private ZipRecord record(int at, int nameBytes) {
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
        private int at;
        private int end;

        Zip64(int extra, int extraBytes, String name) {
            this.name = name;
            int last = extra + extraBytes;
            for (int field = extra; field + 4 <= last; field += 4 + shortAt(field + 2)) {
                int fieldEnd = field + 4 + shortAt(field + 2);
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
            long value = Integer.toUnsignedLong(intAt(at)) | (long) intAt(at + 4) << 32;
            at += 8;
            if (value < 0 || value > file.byteSize() * 1100L) {
                throw Pt2Exception.inEntry(name, "claims an impossible zip64 size");
            }
            return value;
        }
    }

    private String name(int offset, int length) {
        String name = isAscii(offset, length) ? new String(bytes, offset, length, ISO_8859_1) : utf8(offset, length);
        if (!isPlainRelativePath(name)) {
            throw new Pt2Exception("zip entry name '" + name + "' is not a plain relative path");
        }
        return name;
    }

    private boolean isAscii(int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private String utf8(int offset, int length) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString();
        } catch (CharacterCodingException e) {
            throw new Pt2Exception("zip directory holds a name that is not UTF-8", e);
        }
    }

    private static boolean isPlainRelativePath(String name) {
        if (name.isEmpty() || name.startsWith("/") || (name.length() > 1 && name.charAt(1) == ':')) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' || c < ' ' || c > '~' && Character.isISOControl(c)) {
                return false;
            }
        }
        return !name.contains("..") || !List.of(name.split("/")).contains("..");
    }

    private static void refuseOverlaps(List<long[]> spans) {
        // As a rule entries are listed in the order in which they lie.
        if (overlap(spans).isPresent()) {
            spans.sort(Comparator.comparingLong(span -> span[0]));
            overlap(spans).ifPresent(span -> {
                throw new Pt2Exception("zip entries overlap at byte " + span[0]);
            });
        }
    }

    /** The first span that begins before the one before it ends. */
    private static Optional<long[]> overlap(List<long[]> spans) {
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i)[0] < spans.get(i - 1)[1]) {
                return Optional.of(spans.get(i));
            }
        }
        return Optional.empty();
    }

    private int intAt(int offset) {
        return shortAt(offset) | shortAt(offset + 2) << 16;
    }

    private int shortAt(int offset) {
        return bytes[offset] & 0xff | (bytes[offset + 1] & 0xff) << 8;
    }
}
