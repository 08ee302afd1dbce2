package dev.partita.app.partition;

import dev.partita.app.control.Chip;
import dev.partita.app.control.EmptyState;
import dev.partita.app.control.Tables;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.ir.Node;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/** The segments as a table; a click selects the first op of one. */
public final class SegmentsView extends VBox {

    public SegmentsView(SegmentsViewModel model) {
        TableView<SegmentRow> table = Tables.table(
                "segments-table", new EmptyState("mdi2v-view-split-vertical", Texts.of("segments.none"), ""));
        TableColumn<SegmentRow, String> name = Tables.text(Texts.of("segments.name"), 150, row -> row.segment().name());
        name.setMinWidth(120);
        table.getColumns().addAll(List.of(
                Tables.<SegmentRow>drawn(Texts.of("segments.where"), 86, SegmentsView::chip),
                name,
                Tables.number(Texts.of("segments.ops"), 52, row -> (double) row.segment().nodes().size(),
                        value -> String.valueOf(value.intValue())),
                measured(model, Tables.explained(
                        Tables.number(Texts.of("segments.boundary"), 86, SegmentsView::bytes, value -> Texts.bytes(value.longValue())),
                        Texts.of("segments.boundary.words"))),
                measured(model, Tables.explained(
                        Tables.number(Texts.of("segments.time"), 78, row -> row.millis().orElse(Double.NaN),
                                value -> String.format(Locale.ROOT, "%.3f ms", value)),
                        Texts.of("segments.time.words"))),
                measured(model, Tables.explained(
                        Tables.number(Texts.of("segments.error"), 86, row -> row.error().orElse(Double.NaN),
                                value -> String.format(Locale.ROOT, "%.1e", value)),
                        Texts.of("segments.error.words"))),
                Tables.text(Texts.of("segments.inputs"), 160, row -> names(row.segment().inputs())),
                Tables.text(Texts.of("segments.outputs"), 160, row -> names(row.segment().outputs()))));
        table.setItems(model.rows());
        table.getSelectionModel().selectedItemProperty().addListener((value, old, now) -> {
            if (now != null) {
                model.select(now.segment());
            }
        });
        getChildren().add(Ui.grow(table));
    }

    private static TableColumn<SegmentRow, Double> measured(SegmentsViewModel model, TableColumn<SegmentRow, Double> column) {
        return Tables.whenKnown(column, model.rows());
    }

    private static double bytes(SegmentRow row) {
        return row.boundaryBytes().isPresent() ? row.boundaryBytes().getAsLong() : Double.NaN;
    }

    private static javafx.scene.Node chip(SegmentRow row) {
        boolean trt = row.segment().isTensorRt();
        return new Chip(Texts.of(trt ? "kind.trt" : "kind.torch"), trt ? "trt" : "torch");
    }

    private static String names(List<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
    }
}
