package dev.partita.pt2;

/**
 * One entry as the central directory describes it.
 *
 * @param headerOffset where its local header starts in the file
 * @param crc CRC-32 of the uncompressed bytes
 */
record ZipRecord(String name, boolean deflated, long crc, long compressedSize, long size, long headerOffset) {

    static final int LOCAL_HEADER_SIZE = 30;

    /** A lower bound of where the entry's bytes end: the local header's extra field may push it further. */
    long leastEnd(int nameBytes) {
        return headerOffset + LOCAL_HEADER_SIZE + nameBytes + compressedSize;
    }
}
