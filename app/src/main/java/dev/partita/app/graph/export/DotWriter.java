package dev.partita.app.graph.export;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphModel.Child;
import dev.partita.app.graph.model.Wire;

/** The whole graph in Graphviz' language, groups as clusters. */
final class DotWriter {

    private final GraphModel model;
    private final StringBuilder out = new StringBuilder();

    private DotWriter(GraphModel model) {
        this.model = model;
    }

    static String dot(GraphModel model) {
        return new DotWriter(model).write();
    }

    private String write() {
        out.append("digraph ").append(quoted(model.name())).append(" {\n");
        out.append("  node [shape=box, style=rounded, fontname=\"Inter\"];\n");
        group(0, "  ");
        for (Wire wire : model.wires()) {
            out.append("  ").append(quoted(id(wire.from()))).append(" -> ").append(quoted(id(wire.to())));
            out.append(" [label=").append(quoted(wire.payload().words())).append("];\n");
        }
        return out.append("}\n").toString();
    }

    private String id(int box) {
        return model.boxes().get(box).id();
    }

    private void group(int group, String indent) {
        for (Child child : model.children(group)) {
            switch (child) {
                case Child.OfBox(int number) -> {
                    Box box = model.boxes().get(number);
                    String label = box.label().detail().isEmpty()
                            ? box.label().title() : box.label().title() + "\\n" + box.label().detail();
                    out.append(indent).append(quoted(box.id())).append(" [label=").append(quoted(label)).append("];\n");
                }
                case Child.OfGroup(int inner) -> {
                    out.append(indent).append("subgraph cluster_").append(inner).append(" {\n");
                    out.append(indent).append("  label=").append(quoted(model.groups().get(inner).name().label())).append(";\n");
                    group(inner, indent + "  ");
                    out.append(indent).append("}\n");
                }
            }
        }
    }

    /** In quotes; a line break that was written as {@code \n} stays one. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\\\\n", "\\n").replace("\"", "\\\"") + '"';
    }
}
