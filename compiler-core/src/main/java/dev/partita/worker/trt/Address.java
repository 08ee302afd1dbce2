package dev.partita.worker.trt;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Pointer;

/** A JavaCPP pointer to memory that somebody else owns. Keep the owner alive for as long as native code may look. */
final class Address extends Pointer {

    Address(long address) {
        this.address = address;
    }

    static Address of(MemorySegment segment) {
        if (!segment.isNative()) {
            throw new IllegalArgumentException("heap memory has no stable address");
        }
        return new Address(segment.address());
    }
}
