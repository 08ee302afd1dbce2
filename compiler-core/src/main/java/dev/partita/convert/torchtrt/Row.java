package dev.partita.convert.torchtrt;

import dev.partita.convert.Capability;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One converter of Torch-TensorRT: its name, the ops it is registered for, and what it asks of a call. */
record Row(String rule, List<OpName> ops, List<Requirement> requirements, boolean takesDynamicShapes, boolean needsOutputAllocator)
        implements Capability {

    /** {@code ops} are short names with a space between them. */
    static Row of(String rule, String ops) {
        List<OpName> names = Arrays.stream(ops.split(" ")).map(OpName::of).toList();
        return new Row(rule, names, List.of(), true, false);
    }

    Row needing(Requirement requirement) {
        List<Requirement> all = Stream.concat(requirements.stream(), Stream.of(requirement)).toList();
        return new Row(rule, ops, all, takesDynamicShapes, needsOutputAllocator);
    }

    Row fixedShapesOnly() {
        return new Row(rule, ops, requirements, false, needsOutputAllocator);
    }

    Row allocatingItsOutput() {
        return new Row(rule, ops, requirements, takesDynamicShapes, true);
    }

    @Override
    public Optional<String> obstacle(Node node, CompilationSettings settings) {
        return requirements.stream()
                .filter(requirement -> !requirement.isMetBy(node, settings))
                .findFirst()
                .map(requirement -> "it needs " + requirement.words());
    }
}
