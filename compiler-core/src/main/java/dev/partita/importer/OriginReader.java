package dev.partita.importer;

import dev.partita.ir.Origin;
import dev.partita.pt2.schema.NodeMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads where nodes come from; neighbours share their module stacks, so each is read once. */
final class OriginReader {

    private final Map<String, List<Origin.ModuleFrame>> stacks = new HashMap<>();

    Origin origin(NodeMetadata metadata) {
        String text = metadata.entries().getOrDefault("nn_module_stack", "");
        List<Origin.ModuleFrame> frames = stacks.get(text);
        if (frames == null) {
            frames = metadata.moduleStack().stream()
                    .map(frame -> new Origin.ModuleFrame(frame.path(), frame.typeName()))
                    .toList();
            stacks.put(text, frames);
        }
        return frames.isEmpty() && metadata.stackTrace().isEmpty()
                ? Origin.UNKNOWN : new Origin(frames, metadata.stackTrace());
    }
}
