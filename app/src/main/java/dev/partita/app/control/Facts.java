package dev.partita.app.control;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/** Names on the left, values on the right; long values wrap and can be copied. */
public final class Facts extends GridPane {

    private int row;

    public Facts() {
        getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(84);
        names.setPrefWidth(84);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        values.setMinWidth(0);
        getColumnConstraints().addAll(names, values);
    }

    public Facts add(String name, String value, String... styles) {
        Label text = Ui.paragraph(value, styles);
        text.getStyleClass().add("fact-value");
        return add(name, text);
    }

    public Facts add(String name, Node value) {
        Label label = Ui.label(name, "fact-name");
        label.setTooltip(Ui.tooltip(name));
        RowConstraints constraints = new RowConstraints();
        constraints.setValignment(VPos.TOP);
        getRowConstraints().add(constraints);
        addRow(row++, label, value);
        return this;
    }

    public boolean isEmpty() {
        return row == 0;
    }
}
