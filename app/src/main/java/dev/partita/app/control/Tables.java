package dev.partita.app.control;

import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Columns of read-only tables. */
public final class Tables {

    private static final PseudoClass NO_ROWS = PseudoClass.getPseudoClass("no-rows");

    private Tables() {}

    public static <R> TableView<R> table(String id, Node placeholder) {
        TableView<R> table = new TableView<>();
        table.setId(id);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(placeholder);
        // Titles of columns without rows would only take room from what stands instead of them.
        table.itemsProperty().flatMap(Bindings::isEmpty).subscribe(none -> table.pseudoClassStateChanged(NO_ROWS, Boolean.TRUE.equals(none)));
        return table;
    }

    /** Text; sorts by it. */
    public static <R> TableColumn<R, String> text(String title, double width, Function<R, String> value) {
        TableColumn<R, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 92));
        column.setReorderable(false);
        return column;
    }

    /** Right-aligned numbers shown as {@code words} says; sorts by the number. */
    public static <R> TableColumn<R, Double> number(
            String title, double width, Function<R, Double> value, Function<Double, String> words) {
        TableColumn<R, Double> column = new TableColumn<>(title);
        column.getStyleClass().add("number");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setReorderable(false);
        column.setCellFactory(any -> {
            TableCell<R, Double> cell = new TableCell<>() {
                @Override
                protected void updateItem(@Nullable Double item, boolean empty) {
                    super.updateItem(item, empty);
                    setText(empty || item == null || item.isNaN() ? "" : words.apply(item));
                }
            };
            cell.getStyleClass().add("number");
            return cell;
        });
        return column;
    }

    /** A title that says on a closer look what the numbers are. */
    public static <R, T> TableColumn<R, T> explained(TableColumn<R, T> column, String words) {
        Label title = Ui.label(column.getText(), "column-title");
        title.setTooltip(Ui.tooltip(words));
        column.setText("");
        column.setGraphic(title);
        return column;
    }

    /** Shows {@code column} only while at least one row has a number for it: what nobody measured yet needs no room. */
    public static <R> TableColumn<R, Double> whenKnown(TableColumn<R, Double> column, ObservableList<R> rows) {
        Runnable look = () -> column.setVisible(
                rows.stream().map(column::getCellData).anyMatch(number -> number != null && !number.isNaN()));
        rows.addListener((InvalidationListener) changed -> look.run());
        look.run();
        return column;
    }

    /** Anything drawn; not sortable. */
    public static <R> TableColumn<R, R> drawn(String title, double width, Function<R, Node> graphic) {
        TableColumn<R, R> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellFactory(any -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable R item, boolean empty) {
                super.updateItem(item, empty);
                setGraphic(empty || item == null ? null : graphic.apply(item));
            }
        });
        return column;
    }
}
