package dev.partita.pt2;

import java.util.Optional;

/**
 * A constant that only a Python or C++ class can interpret, such as an embedded engine. Kept as bytes, never
 * unpickled.
 *
 * @param what for messages: the record's name, or why there is no data
 * @param data the record as it stands in the file
 */
public record OpaqueConstant(String what, Form form, Optional<Storage> data) {

    /** Who can read the data; torch tells it from the record's name. */
    public enum Form {
        /** Torch's C++ pickler: an object of a class registered with TorchBind. */
        SCRIPT_OBJECT("custom_obj_"),
        /** Python's own pickle. */
        PYTHON_PICKLE("opaque_obj_");

        private final String recordPrefix;

        Form(String recordPrefix) {
            this.recordPrefix = recordPrefix;
        }

        String recordPrefix() {
            return recordPrefix;
        }

        static Form ofRecord(String name) {
            return name.startsWith(SCRIPT_OBJECT.recordPrefix) ? SCRIPT_OBJECT : PYTHON_PICKLE;
        }
    }
}
