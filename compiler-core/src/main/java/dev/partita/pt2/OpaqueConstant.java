package dev.partita.pt2;

import java.util.Optional;

/**
 * A constant that only a Python or C++ class can interpret, such as an embedded engine. Kept as bytes, never
 * unpickled.
 *
 * @param what for messages: the record's name, or why there is no data
 * @param data the record as it stands in the file
 */
public record OpaqueConstant(String what, Optional<Storage> data) {}
