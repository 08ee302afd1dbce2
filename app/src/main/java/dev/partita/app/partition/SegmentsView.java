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
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/** The segments as a table; a click selects the first op of one. */
public final class SegmentsView extends VBox {

    public SegmentsView(SegmentsViewModel model) {
        TableView<SegmentRow> table = Tables.table(
                "segments-table", new EmptyState("mdi2v-view-split-vertical", Texts.of("segments.none"), ""));
        table.getColumns().addAll(List.of(
                Tables.<SegmentRow>drawn(Texts.of("segments.where"), 104, SegmentsView::chip),
                Tables.text(Texts.of("segments.name"), 150, row -> row.segment().name()),
                Tables.number(Texts.of("segments.ops"), 60, row -> (double) row.segment().nodes().size(),
                        value -> String.valueOf(value.intValue())),
                Tables.number(Texts.of("segments.boundary"), 110,
                        row -> row.boundaryBytes().isPresent() ? (double) row.boundaryBytes().getAsLong() : Double.NaN,
                        value -> Texts.bytes(value.longValue())),
                Tables.number(Texts.of("segments.time"), 90, row -> row.millis().orElse(Double.NaN),
                        value -> String.format(Locale.ROOT, "%.3f ms", value)),
                Tables.number(Texts.of("segments.error"), 90, row -> row.error().orElse(Double.NaN),
                        value -> String.format(Locale.ROOT, "%.3g", value)),
                Tables.text(Texts.of("segments.inputs"), 220, row -> names(row.segment().inputs())),
                Tables.text(Texts.of("segments.outputs"), 220, row -> names(row.segment().outputs()))));
        table.setItems(model.rows());
        table.getSelectionModel().selectedItemProperty().addListener((value, old, now) -> {
            if (now != null) {
                model.select(now.segment());
            }
        });
        getChildren().add(Ui.grow(table));
    }

    private static javafx.scene.Node chip(SegmentRow row) {
        boolean trt = row.segment().isTensorRt();
        return new Chip(Texts.of(trt ? "kind.trt" : "kind.torch"), trt ? "trt" : "torch");
    }

    private static String names(List<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.joining(", "));
    }
}
