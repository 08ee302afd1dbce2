package dev.partita.app.command;

import dev.partita.app.graph.Trace;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphPart;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.cli.CommandException;
import dev.partita.cli.ExitCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which part of a graph is drawn. */
final class PartOptions {

    @Option(names = "--part", paramLabel = "NAME", description = "Draws only this node, module or segment; may be given several times.")
    private List<String> names = List.of();

    @Option(names = "--hops", defaultValue = "0", paramLabel = "N", description = "With --part: and what is up to N wires away.")
    private int hops = 0;

    /** A part, and those of its boxes that were asked for by name. */
    record Chosen(GraphPart part, Set<Integer> named) {}

    /** Empty when the whole graph is to be drawn. */
    Optional<Chosen> of(PlannedGraph whole) {
        if (hops < 0 || hops > 0 && names.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--hops " + hops + " needs --part and a number of wires from 0 on");
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> named = new TreeSet<>();
        names.forEach(name -> named.addAll(boxes(whole, name)));
        GraphPart part = GraphPart.of(whole, Trace.around(whole.model(), whole.placements(), named, hops));
        Set<Integer> inPart = new LinkedHashSet<>();
        for (int box : named) {
            part.shown().model().box(whole.model().boxes().get(box).id()).ifPresent(inPart::add);
        }
        return Optional.of(new Chosen(part, inPart));
    }

    private static Set<Integer> boxes(PlannedGraph whole, String name) {
        GraphModel model = whole.model();
        Optional<Integer> node = model.box(name);
        if (node.isPresent()) {
            return Set.of(node.get());
        }
        Optional<Integer> group = model.group(name);
        Set<Integer> found = new TreeSet<>();
        for (int box = 0; box < model.boxes().size(); box++) {
            int number = box;
            boolean inside = group.map(around -> model.isWithin(model.boxes().get(number).group(), around)).orElse(false);
            if (inside || whole.placements().of(box).segment().equals(name)) {
                found.add(box);
            }
        }
        if (found.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "the graph has no node, module or segment '" + name
                    + "'; 'partita print MODEL --stage partitioned' lists them");
        }
        return found;
    }
}
