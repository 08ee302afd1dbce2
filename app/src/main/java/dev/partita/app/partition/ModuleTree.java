package dev.partita.app.partition;

import dev.partita.compile.Plan;
import dev.partita.ir.Node;
import dev.partita.ir.Origin.ModuleFrame;
import dev.partita.partition.NodeVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The modules of a program as a tree, with how many of their ops run where. */
final class ModuleTree {

    /** A module and everything in it; the root has an empty path. */
    static final class Module {
        private final String path;
        private final String type;
        private final Map<String, Module> children = new LinkedHashMap<>();
        private final List<Node> ownOps = new ArrayList<>();
        private int trtOps;
        private int torchOps;

        private Module(String path, String type) {
            this.path = path;
            this.type = type;
        }

        String path() {
            return path;
        }

        /** Last part of the path: {@code conv1}. */
        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        /** The Python class without its package. */
        String typeName() {
            return type.substring(type.lastIndexOf('.') + 1);
        }

        List<Module> children() {
            return List.copyOf(children.values());
        }

        /** Ops of this module itself, not of the modules in it. */
        List<Node> ownOps() {
            return ownOps;
        }

        int trtOps() {
            return trtOps;
        }

        int torchOps() {
            return torchOps;
        }

        int ops() {
            return trtOps + torchOps;
        }
    }

    private ModuleTree() {}

    static Module of(Plan plan) {
        Module root = new Module("", "");
        for (Map.Entry<Node, NodeVerdict> entry : plan.partitioning().verdicts().entrySet()) {
            Node node = entry.getKey();
            boolean inTrt = entry.getValue().runsInTensorRt();
            Module module = root;
            count(module, inTrt);
            for (ModuleFrame frame : node.origin().modules()) {
                if (!frame.path().isEmpty()) {
                    module = module.children.computeIfAbsent(
                            frame.path(), path -> new Module(path, frame.typeName()));
                    count(module, inTrt);
                }
            }
            module.ownOps.add(node);
        }
        return root;
    }

    private static void count(Module module, boolean inTrt) {
        if (inTrt) {
            module.trtOps++;
        } else {
            module.torchOps++;
        }
    }
}
