package dev.partita.lowering.decomposition;

import dev.partita.importer.ProgramSignature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which a re-traced program has its weights: parameters as before, then buffers and constants together,
 * module by module, a module's own before those of its children. Constants become buffers while torch traces again.
 */
final class WeightOrder {

    /** One module: what it holds itself, and its children in the order in which they first appear. */
    private static final class Module {
        final List<String> own = new ArrayList<>();
        final Map<String, Module> children = new LinkedHashMap<>();
    }

    private WeightOrder() {}

    /** Names of placeholders in the new order; inputs of the user keep their place behind the weights. */
    static List<String> of(ProgramSignature signature) {
        Module root = new Module();
        List<String> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (ProgramSignature.Input input : signature.inputs()) {
            switch (input) {
                case ProgramSignature.Input.Parameter(String name, String fqn) -> {
                    module(root, fqn);
                    names.add(name);
                }
                case ProgramSignature.Input.Buffer(String name, String fqn, boolean persistent) ->
                    module(root, fqn).own.add(name);
                case ProgramSignature.Input.Constant(String name, String fqn) -> module(root, fqn).own.add(name);
                case ProgramSignature.Input.User(String name, boolean constant) -> others.add(name);
                case ProgramSignature.Input.Opaque(String name) -> others.add(name);
            }
        }
        collect(root, names);
        names.addAll(others);
        return names;
    }

    private static Module module(Module root, String fqn) {
        Module module = root;
        String[] path = fqn.split("\\.", -1);
        for (int i = 0; i + 1 < path.length; i++) {
            module = module.children.computeIfAbsent(path[i], name -> new Module());
        }
        return module;
    }

    private static void collect(Module module, List<String> names) {
        names.addAll(module.own);
        module.children.values().forEach(child -> collect(child, names));
    }
}
