package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import java.util.Optional;

/**
 * Says why a node that has a converter still cannot run in TensorRT. Without constants: an AOT cache cannot keep the lambdas
 * of an interface that has something to initialise.
 */
@FunctionalInterface
public interface ConversionCheck {

    /** Empty when the converter can be used; otherwise the reason, for the person who reads it in the window. */
    Optional<String> obstacle(Node node, CompilationSettings settings);

    default ConversionCheck and(ConversionCheck other) {
        return (node, settings) -> obstacle(node, settings).or(() -> other.obstacle(node, settings));
    }
}
