package dev.partita.pt2.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a node comes from, as text by key; understood only when asked, because it can be most of a file. */
public record NodeMetadata(Map<String, String> entries) {

    public static final NodeMetadata NONE = new NodeMetadata(Map.of());

    public NodeMetadata {
        entries = entries.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Python traceback lines, innermost last; empty when the file carries none. */
    public String stackTrace() {
        return entries.getOrDefault("stack_trace", "");
    }

    /** The nn.Module stack, outermost first. */
    public List<ModuleFrame> moduleStack() {
        String text = entries.getOrDefault("nn_module_stack", "");
        if (text.isEmpty()) {
            return List.of();
        }
        List<ModuleFrame> frames = new ArrayList<>();
        for (String entry : splitOutsideBrackets(text, ';', Integer.MAX_VALUE)) {
            List<String> parts = splitOutsideBrackets(entry, ',', 3);
            if (parts.size() == 3) {
                frames.add(new ModuleFrame(parts.get(0), parts.get(1), parts.get(2)));
            }
        }
        return List.copyOf(frames);
    }

    /**
     * One module of the stack.
     *
     * @param key torch's key, such as {@code L__self__layer1}
     * @param path dotted path such as {@code layer1.0}; empty for the root; {@code layer1.0@1} for a second call
     */
    public record ModuleFrame(String key, String path, String typeName) {}

    /** Type names may hold separators inside brackets: {@code Foo[a, b]}. */
    private static List<String> splitOutsideBrackets(String text, char separator, int limit) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length() && parts.size() < limit - 1; i++) {
            char c = text.charAt(i);
            if (c == '[' || c == '(') {
                depth++;
            } else if ((c == ']' || c == ')') && depth > 0) {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
