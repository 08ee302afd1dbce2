package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipFile;

/** Writes zip files in which every header field can lie. */
final class ZipForge {

    /** One entry with what its headers claim. */
    static final class Entry {
        String name;
        byte[] data;
        int method;
        int flags = 0x0800;
        long crc;
        long size;
        long compressedSize;
        int externalAttributes;
        long offset = -1;
        /** Zeros behind the data that exist only as a hole in the file. */
        long hole;

        Entry(String name, byte[] data) {
            this.name = name;
            this.data = data;
            this.crc = crc(data);
            this.size = data.length;
            this.compressedSize = data.length;
        }

        static Entry deflated(String name, byte[] plain) {
            Deflater deflater = new Deflater(9, true);
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            deflater.end();
            Entry entry = new Entry(name, out.toByteArray());
            entry.method = 8;
            entry.crc = crc(plain);
            entry.size = plain.length;
            return entry;
        }
    }

    final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Entry> more = new ArrayList<>();
    private long claimedCount = -1;

    /** The entries of an existing archive, under the root {@code m/}. */
    static ZipForge of(Path file) {
        ZipForge forge = new ZipForge();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream().forEach(entry -> {
                try {
                    String name = entry.getName().replaceFirst("^[^/]*/", "m/");
                    forge.entries.put(name, new Entry(name, zip.getInputStream(entry).readAllBytes()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forge;
    }

    Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no entry " + name + " among " + entries.keySet());
        }
        return entry;
    }

    ZipForge set(String name, byte[] data) {
        entries.put(name, new Entry(name, data));
        return this;
    }

    ZipForge set(String name, String text) {
        return set(name, text.getBytes(UTF_8));
    }

    ZipForge edit(String name, String from, String to) {
        String text = new String(entry(name).data, UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("'" + from + "' is not in " + name);
        }
        return set(name, text.replace(from, to));
    }

    ZipForge add(Entry entry) {
        more.add(entry);
        return this;
    }

    ZipForge remove(String name) {
        entries.remove(name);
        return this;
    }

    ZipForge claimCount(long count) {
        claimedCount = count;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(new Sink() {
            @Override
            public long position() {
                return out.size();
            }

            @Override
            public void write(byte[] bytes) {
                out.writeBytes(bytes);
            }

            @Override
            public void skip(long count) {
                throw new IllegalStateException("holes need a file");
            }
        });
        return out.toByteArray();
    }

    void writeTo(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            write(new Sink() {
                @Override
                public long position() throws IOException {
                    return file.getFilePointer();
                }

                @Override
                public void write(byte[] bytes) throws IOException {
                    file.write(bytes);
                }

                @Override
                public void skip(long count) throws IOException {
                    file.seek(file.getFilePointer() + count);
                }
            });
        }
    }

    private interface Sink {
        long position() throws IOException;

        void write(byte[] bytes) throws IOException;

        void skip(long count) throws IOException;
    }

    private void write(Sink out) {
        try {
            writeAll(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeAll(Sink out) throws IOException {
        List<Entry> all = new ArrayList<>(entries.values());
        all.addAll(more);
        List<Long> offsets = new ArrayList<>();
        for (Entry entry : all) {
            offsets.add(out.position());
            byte[] name = entry.name.getBytes(UTF_8);
            out.write(little(30).putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags)
                    .putShort((short) entry.method).putInt(0).putInt((int) entry.crc)
                    .putInt((int) entry.compressedSize).putInt((int) entry.size)
                    .putShort((short) name.length).putShort((short) 0).array());
            out.write(name);
            out.write(entry.data);
            if (entry.hole > 0) {
                out.skip(entry.hole);
            }
        }
        long directory = out.position();
        for (int i = 0; i < all.size(); i++) {
            Entry entry = all.get(i);
            byte[] name = entry.name.getBytes(UTF_8);
            long offset = entry.offset >= 0 ? entry.offset : offsets.get(i);
            out.write(little(46).putInt(0x02014b50).putShort((short) 0x0314).putShort((short) 20)
                    .putShort((short) entry.flags).putShort((short) entry.method).putInt(0).putInt((int) entry.crc)
                    .putInt((int) entry.compressedSize).putInt((int) entry.size).putShort((short) name.length)
                    .putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0)
                    .putInt(entry.externalAttributes).putInt((int) offset).array());
            out.write(name);
        }
        long count = claimedCount >= 0 ? claimedCount : all.size();
        out.write(little(22).putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count)
                .putInt((int) (out.position() - directory)).putInt((int) directory).putShort((short) 0).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static long crc(byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        return crc.getValue();
    }

    /** A torch.save archive around one hand-written pickle. */
    static byte[] torchSave(String pickle) {
        ZipForge forge = new ZipForge();
        forge.set("archive/data.pkl", pickle.getBytes(ISO_8859_1));
        forge.set("archive/data/0", new byte[16]);
        forge.set("archive/byteorder", "little");
        return forge.bytes();
    }
}
