package dev.partita.ir;

import java.util.List;

/**
 * Where in the user's model a node comes from.
 *
 * @param modules the nn.Module stack, outermost first
 * @param stackTrace Python traceback lines, innermost last; empty when the file carries none
 */
public record Origin(List<ModuleFrame> modules, String stackTrace) {

    public static final Origin UNKNOWN = new Origin(List.of(), "");

    public Origin {
        modules = List.copyOf(modules);
    }

    /** Dotted path of the innermost module, such as {@code layer1.0.conv1}; empty for the root or when unknown. */
    public String modulePath() {
        return modules.isEmpty() ? "" : modules.getLast().path();
    }

    /** One module of the stack: its path such as {@code layer1.0} and its Python class. */
    public record ModuleFrame(String path, String typeName) {}
}
