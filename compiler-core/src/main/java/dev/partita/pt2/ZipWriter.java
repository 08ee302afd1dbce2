package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes stored zip entries whose bytes start at multiples of 64, as PyTorch does, so that readers can map them. Uses
 * zip64 records where the classic fields are too narrow. No clock: the same content gives the same file.
 */
final class ZipWriter implements Closeable {

    private static final int ALIGNMENT = 64;
    /** PyTorch's padding field: two bytes of id, two of length, then filling. */
    private static final int PADDING_ID = 0x4246;

    private static final int UTF8_NAMES = 0x0800;
    private static final int CHUNK = 1 << 24;
    private static final long NARROW = 0xffffffffL;

    private final FileChannel out;
    private final List<ZipRecord> written = new ArrayList<>();

    ZipWriter(Path file) throws IOException {
        out = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void add(String name, String text) throws IOException {
        add(name, MemorySegment.ofArray(text.getBytes(UTF_8)));
    }

    void add(String name, MemorySegment bytes) throws IOException {
        long offset = out.position();
        byte[] nameBytes = name.getBytes(UTF_8);
        boolean wide = bytes.byteSize() >= NARROW;
        long crc = crc(bytes);
        int wideField = wide ? 20 : 0;
        long unpadded = offset + ZipRecord.LOCAL_HEADER_SIZE + nameBytes.length + wideField + 4;
        int padding = (int) (Math.ceilDiv(unpadded, ALIGNMENT) * ALIGNMENT - unpadded);

        ByteBuffer header = little(ZipRecord.LOCAL_HEADER_SIZE + nameBytes.length + wideField + 4 + padding);
        header.putInt(ZipArchive.LOCAL_SIGNATURE).putShort((short) (wide ? 45 : 20)).putShort((short) UTF8_NAMES)
                .putShort((short) 0).putInt(0).putInt((int) crc)
                .putInt(narrow(bytes.byteSize())).putInt(narrow(bytes.byteSize()))
                .putShort((short) nameBytes.length).putShort((short) (wideField + 4 + padding)).put(nameBytes);
        if (wide) {
            header.putShort((short) 1).putShort((short) 16).putLong(bytes.byteSize()).putLong(bytes.byteSize());
        }
        header.putShort((short) PADDING_ID).putShort((short) padding);
        while (header.hasRemaining()) {
            header.put((byte) 'Z');
        }
        writeFully(header.flip());
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            writeFully(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
        }
        written.add(new ZipRecord(name, false, crc, bytes.byteSize(), bytes.byteSize(), offset));
    }

    /** Writes the directory; without it the file is not an archive. */
    @Override
    public void close() throws IOException {
        try (out) {
            long start = out.position();
            for (ZipRecord record : written) {
                writeFully(directoryEntry(record));
            }
            end(start, out.position() - start);
        }
    }

    private static ByteBuffer directoryEntry(ZipRecord record) {
        byte[] name = record.name().getBytes(UTF_8);
        ByteArrayOutputStream wide = new ByteArrayOutputStream();
        for (long value : new long[] {record.size(), record.compressedSize(), record.headerOffset()}) {
            if (value >= NARROW) {
                ByteBuffer field = little(8).putLong(value);
                wide.writeBytes(field.array());
            }
        }
        int extra = wide.size() == 0 ? 0 : 4 + wide.size();
        ByteBuffer entry = little(46 + name.length + extra);
        entry.putInt(0x02014b50).putShort((short) 0).putShort((short) (extra == 0 ? 20 : 45))
                .putShort((short) UTF8_NAMES).putShort((short) 0).putInt(0).putInt((int) record.crc())
                .putInt(narrow(record.compressedSize())).putInt(narrow(record.size()))
                .putShort((short) name.length).putShort((short) extra).putShort((short) 0).putShort((short) 0)
                .putShort((short) 0).putInt(0).putInt(narrow(record.headerOffset())).put(name);
        if (extra > 0) {
            entry.putShort((short) 1).putShort((short) wide.size()).put(wide.toByteArray());
        }
        return entry.flip();
    }

    private void end(long directory, long size) throws IOException {
        long count = written.size();
        if (count >= 0xffff || directory >= NARROW || size >= NARROW) {
            long wideEnd = out.position();
            writeFully(little(56).putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45)
                    .putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(directory).flip());
            writeFully(little(20).putInt(0x07064b50).putInt(0).putLong(wideEnd).putInt(1).flip());
        }
        short shortCount = (short) Math.min(count, 0xffff);
        writeFully(little(22).putInt(0x06054b50).putInt(0).putShort(shortCount).putShort(shortCount)
                .putInt(narrow(size)).putInt(narrow(directory)).putShort((short) 0).flip());
    }

    private static int narrow(long value) {
        return (int) Math.min(value, NARROW);
    }

    private static long crc(MemorySegment bytes) {
        CRC32 crc = new CRC32();
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            crc.update(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
        }
        return crc.getValue();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void writeFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
