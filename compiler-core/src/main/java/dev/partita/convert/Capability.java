package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import java.util.Optional;

/** Which calls of an op one converter takes. */
public interface Capability {

    /** The converter's name, for logs and the details panel. */
    String rule();

    /** Whether it works when extents are known only at run time. */
    boolean takesDynamicShapes();

    /** Whether the shape of its output depends on values, so that the engine allocates it while running. */
    boolean needsOutputAllocator();

    /**
     * Why the converter does not take this call, for the person who reads it in the window, without a full stop:
     * {@code its converter needs indices of integer type}. Empty when it takes the call.
     */
    Optional<String> obstacle(Node node, CompilationSettings settings);
}
