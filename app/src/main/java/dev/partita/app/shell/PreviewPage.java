package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.task.TaskRunner;
import dev.partita.app.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A large program as it was exported, to look at while it is lowered and partitioned. */
public final class PreviewPage extends VBox {

    public PreviewPage(PlannedGraph exported, TaskRunner tasks, boolean dark) {
        setId("preview");
        GraphViewModel model = new GraphViewModel(tasks);
        model.paletteProperty().set(dark ? GraphPalette.DARK : GraphPalette.LIGHT);
        model.overlayProperty().set(OverlayKind.OPERATION);
        HBox words = Ui.styled(Ui.row(10,
                Ui.label(exported.model().name(), "coverage-words"),
                Ui.label(Texts.of("preview.words"), "caption")), "graph-tools");
        words.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(words, Ui.grow(new GraphView(model)));
        model.show(exported);
    }
}
