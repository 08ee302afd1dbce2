package dev.partita.worker.torch.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.partita.ir.OpName;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * One registration of a converter in Torch-TensorRT.
 *
 * @param target what it is registered for: an op, or a packet of ops without overload
 * @param takesDynamicShapes as it declares itself
 */
record Registration(String target, String rule, boolean takesDynamicShapes) {

    private static final String RESOURCE = "/expected/torch_tensorrt_registrations.tsv";

    /** In the order of Torch-TensorRT's source. */
    static List<Registration> all() throws IOException {
        try (InputStream resource = Registration.class.getResourceAsStream(RESOURCE)) {
            return new String(requireNonNull(resource, RESOURCE).readAllBytes(), UTF_8).lines()
                    .map(line -> line.split("\t"))
                    .map(fields -> new Registration(fields[0], fields[1], fields[2].equals("yes")))
                    .toList();
        }
    }

    /** Empty for a packet: a node of an exported program always calls an overload. */
    Optional<OpName> op() {
        OpName name = OpName.of(target);
        boolean isPython = target.startsWith("_operator.") || target.startsWith("torch.");
        return name.overload().isEmpty() && !isPython ? Optional.empty() : Optional.of(name);
    }
}
