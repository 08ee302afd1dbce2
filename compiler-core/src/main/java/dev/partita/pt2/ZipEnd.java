package dev.partita.pt2;

import java.lang.foreign.MemorySegment;

/** The end of a zip file: the records, small and wide, that say where its directory lies. */
final class ZipEnd {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int ZIP64_LOCATOR_SIZE = 20;
    private static final int ZIP64_END_SIGNATURE = 0x06064b50;
    private static final int ZIP64_END_SIZE = 56;

    private final MemorySegment file;

    private ZipEnd(MemorySegment file) {
        this.file = file;
    }

    static Extent find(MemorySegment file) {
        ZipEnd end = new ZipEnd(file);
        return end.extent(end.findEnd());
    }

    /** Where the central directory lies and how many entries it holds. */
    record Extent(long offset, long end, long count) {}

    private Extent extent(long end) {
        long count = shortAt(end + 10);
        long size = Integer.toUnsignedLong(intAt(end + 12));
        long offset = Integer.toUnsignedLong(intAt(end + 16));
        long directoryEnd = end;
        long locator = end - ZIP64_LOCATOR_SIZE;
        if (locator >= 0 && intAt(locator) == ZIP64_LOCATOR_SIGNATURE) {
            long wide = MappedBytes.longAt(file, locator + 8);
            if (wide < 0 || wide > locator - ZIP64_END_SIZE || intAt(wide) != ZIP64_END_SIGNATURE) {
                throw new Pt2Exception("zip64 end record is damaged");
            }
            count = MappedBytes.longAt(file, wide + 32);
            size = MappedBytes.longAt(file, wide + 40);
            offset = MappedBytes.longAt(file, wide + 48);
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
                ? "zip archive without its directory at the end: the file is truncated or has bytes behind it; copy or export it again"
                : "not a zip archive, as every file of torch.export.save is");
    }

    private int intAt(long offset) {
        return MappedBytes.intAt(file, offset);
    }

    private int shortAt(long offset) {
        return MappedBytes.shortAt(file, offset);
    }
}
