package dev.partita.app.control;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** Columns of read-only tables. */
public final class Tables {

    private Tables() {}

    public static <R> TableView<R> table(String id, Node placeholder) {
        TableView<R> table = new TableView<>();
        table.setId(id);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(placeholder);
        return table;
    }

    /** Text; sorts by it. */
    public static <R> TableColumn<R, String> text(String title, double width, Function<R, String> value) {
        TableColumn<R, String> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 110));
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
