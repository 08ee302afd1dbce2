package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.Snapshot;
import dev.partita.app.text.Texts;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** Views with names: look at one again, save the present one, forget one. */
final class SnapshotMenu extends MenuButton {

    private final ViewMemory memory;
    private final GraphView view;
    private final Runnable save;

    SnapshotMenu(ViewMemory memory, GraphView view, Runnable save) {
        this.memory = memory;
        this.view = view;
        this.save = save;
        setId("graph-snapshots");
        setGraphic(Ui.icon("mdi2b-bookmark-outline"));
        setAccessibleText(Texts.of("graph.snapshots"));
        setTooltip(Ui.tooltip(Texts.of("graph.snapshots")));
        getStyleClass().add("icon-button");
        setOnShowing(event -> fill());
        fill();
    }

    private void fill() {
        List<Snapshot> named = memory.named();
        getItems().setAll(item(Texts.of("graph.snapshots.save"), save));
        if (!named.isEmpty()) {
            getItems().add(new SeparatorMenuItem());
            Menu forget = new Menu(Texts.of("graph.snapshots.forget"));
            for (Snapshot snapshot : named) {
                getItems().add(item(snapshot.name(), () -> view.restore(snapshot)));
                forget.getItems().add(item(snapshot.name(), () -> memory.delete(snapshot.name())));
            }
            getItems().addAll(new SeparatorMenuItem(), forget);
        }
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
