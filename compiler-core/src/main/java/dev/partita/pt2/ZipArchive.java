package dev.partita.pt2;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The entries of a zip file in memory. Stored entries are slices of it, nothing is copied until asked for. */
final class ZipArchive {

    static final int LOCAL_SIGNATURE = 0x04034b50;

    /** Genuine weights never compress like this; beyond it a deflated entry is taken for a decompression bomb. */
    private static final long BOMB_RATIO = 200;

    private static final long BOMB_FREE_BYTES = 32L << 20;

    /** Tensors go outside the Java heap and may be all zeros, which deflate packs a thousandfold. */
    private static final long BOMB_FREE_TENSOR_BYTES = 2L << 30;

    /** One Java array. */
    private static final long MAX_TEXT = Integer.MAX_VALUE - 16;

    private static final int CHECK_STEP = 1 << 24;

    private final MemorySegment file;
    private final Arena arena;
    private final Map<String, ZipRecord> records;

    /** @param arena where deflated entries are unpacked to when their bytes are asked for */
    ZipArchive(MemorySegment file, Arena arena) {
        this.file = file;
        this.arena = arena;
        this.records = ZipDirectory.parse(file);
    }

    Set<String> names() {
        return records.keySet();
    }

    boolean contains(String name) {
        return records.containsKey(name);
    }

    ZipRecord record(String name) {
        return Optional.ofNullable(records.get(name))
                .orElseThrow(() -> Pt2Exception.inEntry(name, "is missing from the archive"));
    }

    /** Content of a small text entry such as {@code archive_version}. */
    Optional<String> text(String name, int maxBytes) {
        if (!contains(name)) {
            return Optional.empty();
        }
        if (record(name).size() > maxBytes) {
            throw Pt2Exception.inEntry(name, "is " + record(name).size() + " bytes long; at most " + maxBytes
                    + " make sense");
        }
        try (InputStream in = open(name)) {
            return Optional.of(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Pt2Exception(name + ": " + e.getMessage(), e);
        }
    }

    /** The uncompressed bytes as a stream that checks size and CRC-32 when it ends. */
    InputStream open(String name) {
        return open(record(name), BOMB_FREE_BYTES);
    }

    private InputStream open(ZipRecord record, long bombFreeBytes) {
        InputStream plain = new SegmentInputStream(raw(record));
        return new VerifiedStream(record.deflated() ? inflate(record, plain, bombFreeBytes) : plain, record);
    }

    /** The uncompressed bytes with one zero behind them, in the Java heap: what {@link JsonText} reads. */
    byte[] zeroEnded(String name) {
        long size = record(name).size();
        if (size > MAX_TEXT) {
            throw Pt2Exception.inEntry(name, "is " + size + " bytes of text; at most " + MAX_TEXT + " can be read");
        }
        try (InputStream in = open(name)) {
            byte[] bytes = new byte[(int) size + 1];
            // One more than there should be: the stream checks itself at its end.
            in.readNBytes(bytes, 0, bytes.length);
            return bytes;
        } catch (IOException e) {
            throw new Pt2Exception(name + ": " + e.getMessage(), e);
        }
    }

    /** The bytes where they lie when stored; unpacked outside the Java heap when deflated. Not checked: {@link #verify}. */
    MemorySegment bytes(String name) {
        ZipRecord record = record(name);
        if (!record.deflated()) {
            return raw(record);
        }
        refuseBomb(record, BOMB_FREE_TENSOR_BYTES);
        MemorySegment unpacked = arena.allocate(Math.max(1, record.size()), 64).asSlice(0, record.size());
        try (InputStream in = open(record, BOMB_FREE_TENSOR_BYTES)) {
            byte[] chunk = new byte[1 << 16];
            long at = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                MemorySegment.copy(MemorySegment.ofArray(chunk), 0, unpacked, at, read);
                at += read;
            }
        } catch (IOException e) {
            throw new Pt2Exception(name + ": " + e.getMessage(), e);
        }
        return unpacked.asReadOnly();
    }

    /** Reads the whole entry and compares its CRC-32 with the directory's. */
    void verify(String name) {
        ZipRecord record = record(name);
        MemorySegment bytes = bytes(name);
        CRC32 crc = new CRC32();
        for (long at = 0; at < bytes.byteSize(); at += CHECK_STEP) {
            crc.update(bytes.asSlice(at, Math.min(CHECK_STEP, bytes.byteSize() - at)).asByteBuffer());
        }
        if (crc.getValue() != record.crc()) {
            throw wrongChecksum(name);
        }
    }

    private MemorySegment raw(ZipRecord record) {
        long header = record.headerOffset();
        if (MappedBytes.intAt(file, header) != LOCAL_SIGNATURE) {
            throw Pt2Exception.inEntry(record.name(), "has no header where the zip directory says");
        }
        int nameBytes = MappedBytes.shortAt(file, header + 26);
        int extraBytes = MappedBytes.shortAt(file, header + 28);
        long start = header + ZipRecord.LOCAL_HEADER_SIZE + nameBytes + extraBytes;
        if (start + record.compressedSize() > file.byteSize()) {
            throw Pt2Exception.inEntry(record.name(), "ends beyond the end of the file");
        }
        byte[] name = record.name().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] localName = MappedBytes.copy(file, header + ZipRecord.LOCAL_HEADER_SIZE, nameBytes);
        if (!Arrays.equals(localName, name)) {
            throw Pt2Exception.inEntry(record.name(), "has another name in its local header");
        }
        return file.asSlice(start, record.compressedSize());
    }

    private static void refuseBomb(ZipRecord record, long freeBytes) {
        if (record.size() > freeBytes && record.size() / Math.max(1, record.compressedSize()) > BOMB_RATIO) {
            throw Pt2Exception.inEntry(record.name(), "claims to grow from " + record.compressedSize() + " to "
                    + record.size() + " bytes; this looks like a decompression bomb");
        }
    }

    private static InputStream inflate(ZipRecord record, InputStream compressed, long bombFreeBytes) {
        refuseBomb(record, bombFreeBytes);
        return new InflaterInputStream(compressed, new Inflater(true), 1 << 16) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    inf.end();
                    super.close();
                }
            }
        };
    }

    private static Pt2Exception wrongChecksum(String name) {
        return Pt2Exception.inEntry(name, "CRC-32 does not match: the file is damaged");
    }

    /** Fails at the end of the data when it was longer, shorter or other than the directory says. */
    private static final class VerifiedStream extends CheckedInputStream {
        private final ZipRecord record;
        private long count;

        VerifiedStream(InputStream in, ZipRecord record) {
            super(in, new CRC32());
            this.record = record;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = super.read(buffer, offset, length);
            } catch (IOException e) {
                throw new Pt2Exception(record.name() + ": compressed data is damaged", e);
            }
            count += Math.max(read, 0);
            if (count > record.size() || (read < 0 && count != record.size())) {
                throw Pt2Exception.inEntry(record.name(), "does not have the size that the zip directory claims");
            }
            if (read < 0 && getChecksum().getValue() != record.crc()) {
                throw wrongChecksum(record.name());
            }
            return read;
        }
    }
}
