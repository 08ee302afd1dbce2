package dev.partita.handback;

import dev.partita.pt2.schema.SchemaVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a Torch-TensorRT release wants to find in a file. From the tags of its repository: {@code core/runtime/runtime.h}
 * for the engine record, {@code dev_dep_versions.yml} for TensorRT; from torch: the schema that its
 * {@code torch.export.load} reads. 2.5 and older want schema 7.
 */
public enum TorchTensorRtRelease {
    V2_6("2.6", "10.7", 6, 9, 2, EngineForm.SCRIPT_OBJECT),
    V2_7("2.7", "10.9", 7, 10, 7, EngineForm.SCRIPT_OBJECT),
    V2_8("2.8", "10.12", 7, 10, 7, EngineForm.SCRIPT_OBJECT),
    V2_9("2.9", "10.13", 7, 10, 14, EngineForm.SCRIPT_OBJECT),
    V2_10("2.10", "10.14", 7, 10, 14, EngineForm.SCRIPT_OBJECT),
    V2_11("2.11", "10.15", 8, 11, 17, EngineForm.SCRIPT_OBJECT),
    V2_12("2.12", "10.16", 9, 12, 20, EngineForm.SCRIPT_OBJECT),
    V2_13("2.13", "11.0", 9, 12, 20, EngineForm.PYTHON_PICKLE),
    V2_14("2.14", "11.1", 10, 13, 20, EngineForm.PYTHON_PICKLE);

    /** How an engine lies in the file. */
    public enum EngineForm {
        /** As {@code torch.classes.tensorrt.Engine}; only the native runtime reads it. */
        SCRIPT_OBJECT,
        /** As a Python object that rebuilds the engine in whichever runtime is there. */
        PYTHON_PICKLE
    }

    private final String version;
    private final String tensorRt;
    private final int abi;
    private final int fields;
    private final SchemaVersion schema;
    private final EngineForm form;

    TorchTensorRtRelease(String version, String tensorRt, int abi, int fields, int schemaMinor, EngineForm form) {
        this.version = version;
        this.tensorRt = tensorRt;
        this.abi = abi;
        this.fields = fields;
        this.schema = new SchemaVersion(8, schemaMinor);
        this.form = form;
    }

    /** Such as {@code 2.6}; torch has the same. */
    public String version() {
        return version;
    }

    /** The TensorRT that its wheel depends on, such as {@code 10.7}. */
    public String tensorRt() {
        return tensorRt;
    }

    /** Version of the engine record. */
    public int abi() {
        return abi;
    }

    /** How many texts an engine record has. */
    public int fields() {
        return fields;
    }

    /** Schema of the program that its torch knows. */
    public SchemaVersion schema() {
        return schema;
    }

    /** Whether its torch wants the archive with pickled weights, as written up to 2.7; 2.8 reads that one, too. */
    public boolean wantsFlatArchive() {
        return schema.isBefore(8, 14);
    }

    public EngineForm form() {
        return form;
    }

    /** Accepts {@code 2.6} and {@code 2.6.1}. */
    public static Optional<TorchTensorRtRelease> byVersion(String text) {
        List<String> parts = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\.", 3));
        String wanted = parts.size() < 2 ? text : parts.get(0) + "." + parts.get(1);
        return Arrays.stream(values()).filter(release -> release.version.equals(wanted)).findFirst();
    }

    public static String known() {
        return Arrays.stream(values()).map(TorchTensorRtRelease::version).collect(Collectors.joining(", "));
    }
}
