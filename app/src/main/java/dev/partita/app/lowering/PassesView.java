package dev.partita.app.lowering;

import dev.partita.app.control.EmptyState;
import dev.partita.app.control.Tables;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.lowering.PassReport;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/** The passes as a table, in the order in which they ran. */
public final class PassesView extends VBox {

    public PassesView(PassesViewModel model) {
        TableView<PassReport> table = Tables.table(
                "passes-table", new EmptyState("mdi2f-format-list-numbered", Texts.of("passes.none"), ""));
        table.getColumns().addAll(List.of(
                Tables.text(Texts.of("passes.name"), 260, PassReport::pass),
                Tables.number(Texts.of("passes.before"), 80, pass -> (double) pass.nodesBefore(), PassesView::count),
                Tables.number(Texts.of("passes.after"), 80, pass -> (double) pass.nodesAfter(), PassesView::count),
                Tables.number(Texts.of("passes.delta"), 80,
                        pass -> (double) pass.delta(), PassesView::delta),
                Tables.number(Texts.of("passes.time"), 80, pass -> pass.elapsedNanos() / 1e6,
                        value -> String.format(Locale.ROOT, "%.1f ms", value))));
        table.setItems(model.passes());
        getChildren().add(Ui.grow(table));
    }

    private static String count(double value) {
        return String.valueOf((long) value);
    }

    private static String delta(double value) {
        return value == 0 ? "" : String.format(Locale.ROOT, "%+d", (long) value);
    }
}
