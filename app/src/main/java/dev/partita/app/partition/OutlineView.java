package dev.partita.app.partition;

import dev.partita.app.control.SearchField;
import dev.partita.app.control.StackedBar;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.ir.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Modules as a tree, each with a bar of how much of it runs in TensorRT. */
public final class OutlineView extends VBox {

    private final OutlineViewModel model;
    private final TreeView<Object> tree = new TreeView<>();
    private final SearchField search = new SearchField(Texts.of("outline.search"));

    public OutlineView(OutlineViewModel model) {
        this.model = model;
        setId("outline");
        getStyleClass().add("tool-window");
        HBox header = Ui.styled(Ui.row(6, Ui.label(Texts.of("outline.title"), "tool-title")), "tool-header");
        tree.setId("outline-tree");
        tree.setCellFactory(view -> new Cell());
        tree.getSelectionModel().selectedItemProperty().addListener((value, old, now) -> {
            if (now != null && now.getValue() instanceof Node node) {
                model.select(node);
            }
        });
        HBox searchLine = Ui.styled(new HBox(Ui.grow(search)), "tool-search");
        getChildren().addAll(header, searchLine, Ui.grow(tree));
        model.rootProperty().subscribe(root -> show(root));
        model.selectionProperty().subscribe(selected -> selected.ifPresent(this::reveal));
        search.textProperty().addListener((value, old, now) -> show(model.rootProperty().get()));
    }

    private void show(ModuleTree.Module root) {
        Set<String> expanded = new HashSet<>();
        collectExpanded(tree.getRoot(), expanded);
        boolean first = tree.getRoot() == null;
        String wanted = search.textProperty().get().strip().toLowerCase(Locale.ROOT);
        TreeItem<Object> item = item(root, wanted, expanded);
        item.setExpanded(true);
        if (first) {
            item.getChildren().stream().limit(1).forEach(child -> child.setExpanded(item.getChildren().size() == 1));
        }
        tree.setRoot(item);
    }

    /** Opens the modules around {@code node} and selects its row. */
    private void reveal(Node node) {
        find(tree.getRoot(), node)
                .filter(item -> !item.equals(tree.getSelectionModel().getSelectedItem()))
                .ifPresent(item -> {
                    for (TreeItem<Object> above = item.getParent(); above != null; above = above.getParent()) {
                        above.setExpanded(true);
                    }
                    tree.getSelectionModel().select(item);
                    tree.scrollTo(Math.max(0, tree.getRow(item) - 5));
                });
    }

    private static Optional<TreeItem<Object>> find(TreeItem<Object> item, Node node) {
        return item.getValue() == node
                ? Optional.of(item)
                : item.getChildren().stream().map(child -> find(child, node)).flatMap(Optional::stream).findFirst();
    }

    private static void collectExpanded(@Nullable TreeItem<Object> item, Set<String> expanded) {
        if (item != null && item.isExpanded() && item.getValue() instanceof ModuleTree.Module module) {
            expanded.add(module.path());
            item.getChildren().forEach(child -> collectExpanded(child, expanded));
        }
    }

    private static TreeItem<Object> item(ModuleTree.Module module, String wanted, Set<String> expanded) {
        TreeItem<Object> item = new TreeItem<>(module);
        for (ModuleTree.Module child : module.children()) {
            TreeItem<Object> childItem = item(child, wanted, expanded);
            if (!childItem.getChildren().isEmpty() || matches(child.path(), wanted)) {
                item.getChildren().add(childItem);
            }
        }
        for (Node op : module.ownOps()) {
            if (matches(op.name(), wanted) || matches(op.target(), wanted)) {
                item.getChildren().add(new TreeItem<>(op));
            }
        }
        item.setExpanded(expanded.contains(module.path()) || !wanted.isEmpty());
        return item;
    }

    private static boolean matches(String text, String wanted) {
        return wanted.isEmpty() || text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private final class Cell extends TreeCell<Object> {
        private final Label name = new Label();
        private final Label detail = Ui.label("", "caption");
        private final StackedBar bar = new StackedBar();
        private final HBox line = Ui.row(7, name, detail, Ui.spacer(), bar);

        Cell() {
            bar.setMinWidth(34);
            bar.setPrefWidth(34);
            name.minWidthProperty().bind(Bindings.createDoubleBinding(
                    this::widthOfName, line.widthProperty(), name.textProperty(), name.fontProperty(), bar.visibleProperty()));
            detail.setMinWidth(0);
            line.setMinWidth(0);
            setPrefWidth(0);
        }

        /** The details go first; a name that fills the line by itself is cut as well, so that the bars stay in one column. */
        private double widthOfName() {
            double others = 2 * line.getSpacing() + (bar.isVisible() ? bar.getMinWidth() + line.getSpacing() : 0);
            return Math.max(0, Math.min(name.prefWidth(-1), line.getWidth() - others));
        }

        @Override
        protected void updateItem(@Nullable Object value, boolean empty) {
            super.updateItem(value, empty);
            setContextMenu(null);
            setTooltip(null);
            if (empty || value == null) {
                setGraphic(null);
            } else {
                switch (value) {
                    case ModuleTree.Module module -> showModule(module);
                    case Node node -> showOp(node);
                    default -> throw new IllegalStateException("no such row: " + value);
                }
                setGraphic(line);
            }
        }

        private void showModule(ModuleTree.Module module) {
            name.setText(module.path().isEmpty() ? model.programName() : module.name());
            name.getStyleClass().setAll("label", "strong");
            detail.setText(module.path().isEmpty() ? Texts.of("count.ops", module.ops()) : module.typeName());
            Ui.setShown(bar, true);
            bar.setParts(List.of(
                    new StackedBar.Part(module.trtOps(), "trt"), new StackedBar.Part(module.torchOps(), "torch")));
            setTooltip(Ui.tooltip(Texts.of("outline.tooltip",
                    module.path().isEmpty() ? model.programName() : module.path(),
                    module.trtOps(), module.torchOps())));
            if (!module.path().isEmpty()) {
                setContextMenu(menu(module.path()));
            }
        }

        private void showOp(Node node) {
            name.setText(node.name());
            name.getStyleClass().setAll("label");
            detail.setText(node.isCall() ? node.op().shortName() : node.target());
            Ui.setShown(bar, false);
        }

        private ContextMenu menu(String path) {
            boolean excluded = model.isExcluded(path);
            MenuItem toggle = new MenuItem(Texts.of(excluded ? "menu.include.module" : "menu.exclude.module"));
            toggle.setOnAction(event -> model.setExcluded(path, !excluded));
            return new ContextMenu(toggle);
        }
    }
}
