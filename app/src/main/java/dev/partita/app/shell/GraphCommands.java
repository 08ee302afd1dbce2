package dev.partita.app.shell;

import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.Trace;
import dev.partita.app.graph.paint.Look;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableBooleanValue;

/** What can be asked of the graph. Keys without Ctrl or Alt belong to the canvas alone, or nobody could type any more. */
final class GraphCommands {

    private final Shell shell;
    private final GraphFiles files;

    GraphCommands(Shell shell, GraphFiles files) {
        this.shell = shell;
        this.files = files;
    }

    void addTo(CommandTable table, ObservableBooleanValue open) {
        table.in(Command.Menu.GRAPH)
                .add("graph.fit", "", onView(GraphView::fit), open)
                .add("graph.actual", "", onView(GraphView::actualSize), open)
                .add("graph.zoomin", "Shortcut+Plus", onView(GraphView::zoomIn), open)
                .add("graph.zoomout", "Shortcut+Minus", onView(GraphView::zoomOut), open)
                .add("graph.direction", "Shortcut+K", onModel(GraphViewModel::toggleDirection), open)
                .add("graph.columns", "Shortcut+Shift+K", onModel(GraphViewModel::toggleColumns), open)
                .add("graph.wheel", "Shortcut+M", onView(GraphView::toggleWheel), open)
                .separator()
                .add("graph.expand", "", onModel(GraphViewModel::expandAll), open)
                .add("graph.collapse", "", onModel(GraphViewModel::collapseAll), open)
                .add("graph.alike", "", onView(GraphView::toggleAlike), open)
                .separator()
                .add("graph.find.alike", "Shortcut+Shift+F", onModel(GraphViewModel::findAlike), open)
                .add("graph.find.next", "F3", onView(view -> view.nextMatch(true)), open)
                .add("graph.find.previous", "Shift+F3", onView(view -> view.nextMatch(false)), open)
                .add("graph.only", "Shortcut+Shift+O", onModel(GraphViewModel::showOnlyThese), open)
                .add("graph.whole", "", onModel(GraphViewModel::showWhole), open)
                .separator()
                .add("graph.up.step", "Alt+Up", trace(false, Trace.Reach.ONE_STEP), open)
                .add("graph.up.segment", "Shortcut+Alt+Up", trace(false, Trace.Reach.SEGMENT), open)
                .add("graph.up.all", "Shift+Alt+Up", trace(false, Trace.Reach.ALL), open)
                .add("graph.down.step", "Alt+Down", trace(true, Trace.Reach.ONE_STEP), open)
                .add("graph.down.segment", "Shortcut+Alt+Down", trace(true, Trace.Reach.SEGMENT), open)
                .add("graph.down.all", "Shift+Alt+Down", trace(true, Trace.Reach.ALL), open)
                .separator()
                .add("graph.shapes", "Shortcut+U", options(Look.Options::withShapesToggled), open)
                .add("graph.thickness", "", options(Look.Options::withThicknessToggled), open)
                .add("graph.legend", "", onView(view -> view.legendShownProperty().set(!view.legendShownProperty().get())), open)
                .separator()
                .add("graph.snapshot", "Shortcut+Shift+S", () -> shell.workbench().ifPresent(page -> page.graph().saveSnapshot()), open)
                .add("graph.data.load", "", onModel(files::loadData), open)
                .add("graph.data.save", "", onModel(files::saveData), open);
    }

    private Runnable trace(boolean downstream, Trace.Reach reach) {
        return onModel(model -> model.trace(downstream, reach));
    }

    private Runnable options(UnaryOperator<Look.Options> change) {
        return onModel(model -> model.optionsProperty().set(change.apply(model.optionsProperty().get())));
    }

    private Runnable onModel(Consumer<GraphViewModel> action) {
        return onView(view -> action.accept(view.model()));
    }

    private Runnable onView(Consumer<GraphView> action) {
        return () -> shell.workbench().ifPresent(page -> action.accept(page.graph().view()));
    }
}
