package dev.partita.app.shell;

import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.Trace;
import dev.partita.app.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu at the pointer: what to send to Torch, then where the selection leads and what is like it. */
final class GraphMenu {

    private GraphMenu() {}

    static List<MenuItem> items(GraphView view, List<MenuItem> exclusions) {
        GraphViewModel model = view.model();
        List<MenuItem> items = new ArrayList<>(exclusions);
        if (!exclusions.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        if (!model.selectionProperty().get().isEmpty()) {
            items.add(item("command.graph.up.step", () -> model.trace(false, Trace.Reach.ONE_STEP)));
            items.add(item("command.graph.up.segment", () -> model.trace(false, Trace.Reach.SEGMENT)));
            items.add(item("command.graph.up.all", () -> model.trace(false, Trace.Reach.ALL)));
            items.add(item("command.graph.down.step", () -> model.trace(true, Trace.Reach.ONE_STEP)));
            items.add(item("command.graph.down.segment", () -> model.trace(true, Trace.Reach.SEGMENT)));
            items.add(item("command.graph.down.all", () -> model.trace(true, Trace.Reach.ALL)));
            items.add(new SeparatorMenuItem());
            items.add(item("command.graph.find.alike", model::findAlike));
            items.add(item("command.graph.only", model::showOnlyThese));
        }
        if (!model.selectionProperty().get().groups().isEmpty()) {
            items.add(item("command.graph.alike", view::toggleAlike));
        }
        if (model.partProperty().get().isPresent()) {
            items.add(item("command.graph.whole", model::showWhole));
        }
        items.add(item("command.graph.expand", model::expandAll));
        items.add(item("command.graph.collapse", model::collapseAll));
        return items;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
