package dev.partita.handback;

import dev.partita.pt2.PickleWriter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * One engine as Torch-TensorRT's runtime takes it: a list of texts, whose length and order the release fixes.
 *
 * @param device {@code id%major%minor%type%name} of the GPU that it was built for
 * @param takes the engine's names of its inputs, in call order
 * @param gives of its outputs, in return order
 * @param flags what the runtime has to know about it
 * @param metadata {@link EngineMetadata} as base64
 */
record EngineRecord(
        String name, String device, List<String> takes, List<String> gives, Flags flags, String metadata) {

    private static final String DELIMITER = "%";
    private static final String PLATFORM = "linux_x86_64";

    /**
     * What the runtime has to know.
     *
     * @param hardwareCompatible runs on newer GPUs, too
     * @param requiresOutputAllocator the extents of an output are known only after it ran
     */
    record Flags(boolean hardwareCompatible, boolean requiresOutputAllocator) {}

    EngineRecord {
        takes = List.copyOf(takes);
        gives = List.copyOf(gives);
    }

    /** Pushes the list of texts. */
    void write(TorchTensorRtRelease release, MemorySegment plan, PickleWriter pickle) throws IOException {
        List<String> before = List.of(Integer.toString(release.abi()), name, device);
        List<String> after = List.of(
                String.join(DELIMITER, takes),
                String.join(DELIMITER, gives),
                digit(flags.hardwareCompatible),
                metadata,
                PLATFORM,
                digit(flags.requiresOutputAllocator),
                // Resource allocation: static. Native multi-device: not needed. Aliased inputs and outputs: none.
                "0", "0", "");
        pickle.emptyList().mark();
        for (String text : before) {
            pickle.text(text);
        }
        pickle.base64(plan);
        for (String text : after.subList(0, release.fields() - before.size() - 1)) {
            pickle.text(text);
        }
        pickle.appendAll();
    }

    private static String digit(boolean value) {
        return value ? "1" : "0";
    }
}
