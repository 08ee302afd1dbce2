package dev.partita.app.partition;

import dev.partita.app.session.Document;
import dev.partita.app.session.Exclusions;
import dev.partita.app.text.Texts;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The module tree of the open document. */
public final class OutlineViewModel {

    private final Document document;
    private final ReadOnlyObjectWrapper<ModuleTree.Module> root;
    private final ReadOnlyObjectWrapper<Optional<Node>> selection = new ReadOnlyObjectWrapper<>(Optional.empty());

    public OutlineViewModel(Document document) {
        this.document = document;
        root = new ReadOnlyObjectWrapper<>(ModuleTree.of(document.plan()));
        document.planProperty().addListener((value, old, now) -> root.set(ModuleTree.of(now)));
        selection.bind(document.selectionProperty());
    }

    ReadOnlyObjectProperty<ModuleTree.Module> rootProperty() {
        return root.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Node>> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    String programName() {
        return document.program().name();
    }

    void select(Node node) {
        document.select(node);
    }

    boolean isExcluded(String path) {
        Set<String> entries = document.settings().get().get(CoreSettings.TORCH_EXECUTED_MODULES);
        return entries.contains(path);
    }

    void setExcluded(String path, boolean inTorch) {
        CompilationSettings settings = document.settings().get();
        document.edit(
                Texts.of(inTorch ? "step.exclude" : "step.include", path),
                Exclusions.setModule(settings, path, inTorch));
    }
}
