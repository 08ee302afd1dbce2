package dev.partita.app.partition;

import dev.partita.app.session.Document;
import dev.partita.app.session.Effects;
import dev.partita.app.session.Exclusions;
import dev.partita.app.session.Remedies;
import dev.partita.app.text.Texts;
import dev.partita.convert.Remedy;
import dev.partita.ir.Node;
import dev.partita.partition.NodeVerdict;
import dev.partita.settings.CompilationSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The selected node, and what can be done about where it runs. */
public final class DetailsViewModel {

    private final Document document;
    private final Effects effects;
    private final ReadOnlyObjectWrapper<Optional<NodeDetails>> details = new ReadOnlyObjectWrapper<>(Optional.empty());

    public DetailsViewModel(Document document, Effects effects) {
        this.document = document;
        this.effects = effects;
        document.selectionProperty().subscribe(selected -> refresh());
        document.planProperty().addListener((value, old, now) -> refresh());
    }

    ReadOnlyObjectProperty<Optional<NodeDetails>> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    void select(Node node) {
        document.select(node);
    }

    void apply(Remedy remedy) {
        document.edit(remedy.words(), remedy.edited());
    }

    /** Finds out in the background what {@code remedy} would do to the partition, in words. */
    void simulate(Remedy remedy, Consumer<String> words) {
        effects.simulate(document, remedy.edited(), words);
    }

    void exclude(Node node) {
        edit(node.name(), Exclusions.setNode(settings(), node, true));
    }

    void excludeOp(Node node) {
        edit(node.op().shortName(), Exclusions.setOp(settings(), node.op(), true));
    }

    void excludeModule(String path) {
        edit(path, Exclusions.setModule(settings(), path, true));
    }

    private CompilationSettings settings() {
        return document.settings().get();
    }

    private void edit(String what, CompilationSettings edited) {
        document.edit(Texts.of("step.exclude", what), edited);
    }

    private void refresh() {
        details.set(document.selectionProperty().get().map(this::describe));
    }

    private NodeDetails describe(Node node) {
        Optional<NodeVerdict> verdict = document.plan().partitioning().verdict(node);
        List<Remedy> remedies = verdict.flatMap(NodeVerdict::whyTorch)
                .map(why -> Remedies.of(why, settings()))
                .orElse(List.of());
        return new NodeDetails(
                node, verdict, NodeFacts.arguments(node), NodeFacts.source(node.origin()), remedies);
    }
}
