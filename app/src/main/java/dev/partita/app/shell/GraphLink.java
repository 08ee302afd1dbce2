package dev.partita.app.shell;

import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.Selection;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.session.AccuracyOutcome;
import dev.partita.app.session.Document;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.session.Session;
import dev.partita.app.text.Texts;
import dev.partita.ir.Node;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.util.Subscription;

/** Keeps the graph and the document in step: plan, selection, measured times and errors, theme. */
final class GraphLink {

    private final Document document;
    private final GraphViewModel model;
    private final Subscription palette;
    private Consumer<String> goTo = node -> {};

    GraphLink(Document document, Session session, ObservableBooleanValue dark) {
        this.document = document;
        this.model = new GraphViewModel(session.tasks());
        palette = dark.subscribe(isDark -> model.colours().paletteProperty().set(
                dark.get() ? GraphPalette.DARK : GraphPalette.LIGHT));
        document.planProperty().subscribe(plan -> model.show(document.program().name(), plan));
        document.run().measuredProperty().subscribe(this::paintTimes);
        document.run().comparedProperty().subscribe(this::paintErrors);
        document.selectionProperty().subscribe(this::toGraph);
        model.selectionProperty().addListener((value, old, now) -> toDocument(now));
    }

    GraphViewModel model() {
        return model;
    }

    /** What to do when a node is selected elsewhere: bring it into view. */
    void goTo(Consumer<String> action) {
        goTo = action;
    }

    /** The selected node, if the graph has it. */
    Optional<Node> selected() {
        return document.selectionProperty().get();
    }

    /** Lets go of the theme, which lives longer than this document. */
    void close() {
        palette.unsubscribe();
    }

    private void paintTimes(Optional<ProfileOutcome.Measured> measured) {
        paint(new NodeData(Texts.of("graph.time"), "µs", measured.map(some -> some.micros(document.plan())).orElse(Map.of())),
                model.colours().timesProperty(), OverlayKind.TIME);
    }

    private void paintErrors(Optional<AccuracyOutcome.Compared> compared) {
        paint(new NodeData(Texts.of("graph.error"), "", compared.map(some -> some.errors(document.plan())).orElse(Map.of())),
                model.colours().errorsProperty(), OverlayKind.ERROR);
    }

    /** Colours the graph by numbers that have just come, and forgets those that no longer hold. */
    private void paint(NodeData numbers, ObjectProperty<Optional<NodeData>> shown, OverlayKind kind) {
        if (numbers.values().isEmpty()) {
            shown.set(Optional.empty());
        } else {
            shown.set(Optional.of(numbers));
            model.colours().overlayProperty().set(kind);
        }
    }

    private void toGraph(Optional<Node> node) {
        node.map(Node::name)
                .filter(name -> !model.selectionProperty().get().boxes().contains(name))
                .ifPresent(name -> goTo.accept(name));
    }

    private void toDocument(Selection selection) {
        if (selection.boxes().size() == 1) {
            document.select(selection.boxes().getFirst());
        }
    }
}
