package dev.partita.app.shell;

import dev.partita.app.control.Chip;
import dev.partita.app.control.Ui;
import dev.partita.app.session.Document;
import dev.partita.compile.Plan;
import dev.partita.ir.Node;
import java.util.Optional;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** The graph as a plain list in running order, coloured by where each op runs. */
public final class GraphList extends ListView<Node> {

    private final Document document;

    public GraphList(Document document) {
        this.document = document;
        setId("graph-list");
        setFixedCellSize(26);
        setCellFactory(view -> new Cell());
        document.planProperty().subscribe(this::show);
        document.selectionProperty().subscribe(this::follow);
        getSelectionModel().selectedItemProperty().addListener((value, old, now) -> {
            if (now != null && !document.selectionProperty().get().equals(Optional.of(now))) {
                document.selectionProperty().set(Optional.of(now));
            }
        });
    }

    private void show(Plan plan) {
        if (!getItems().equals(plan.lowered().graph().nodes())) {
            getItems().setAll(plan.lowered().graph().nodes());
        }
        refresh();
    }

    private void follow(Optional<Node> selected) {
        selected.filter(node -> !node.equals(getSelectionModel().getSelectedItem())).ifPresent(node -> {
            getSelectionModel().select(node);
            scrollTo(Math.max(0, getSelectionModel().getSelectedIndex() - 5));
        });
    }

    private final class Cell extends ListCell<Node> {
        @Override
        protected void updateItem(@Nullable Node node, boolean empty) {
            super.updateItem(node, empty);
            if (empty || node == null) {
                setGraphic(null);
                return;
            }
            Chip where = document.plan().partitioning().verdict(node)
                    .map(verdict -> new Chip(verdict.segment().name(), verdict.runsInTensorRt() ? "trt" : "torch"))
                    .orElseGet(() -> new Chip(node.kind().fxName()));
            setGraphic(Ui.row(8, where, Ui.label(node.name()), Ui.label(node.target(), "caption"),
                    Ui.spacer(), Ui.label(node.value().tensor().map(Object::toString).orElse(""), "caption", "mono")));
        }
    }
}
