package dev.partita.app.partition;

import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One column per min_block_size: the bar is the share of ops in TensorRT, the number above it the engines. Click to choose. */
public final class SweepView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final SweepViewModel model;
    private final HBox columns = Ui.styled(new HBox(3), "sweep-columns");
    private final Label words = Ui.label("", "caption");

    public SweepView(SweepViewModel model) {
        this.model = model;
        setId("sweep");
        getStyleClass().add("sweep");
        HBox legend = Ui.row(16,
                Ui.label(Texts.of("sweep.title"), "strong"), Ui.label(Texts.of("sweep.words"), "caption"), Ui.spacer(), words);
        getChildren().addAll(legend, Ui.grow(columns));
        model.pointsProperty().subscribe(this::show);
        model.settingsProperty().addListener((value, old, now) -> mark());
    }

    private void show(List<SweepViewModel.Point> points) {
        columns.getChildren().setAll(points.stream().map(this::column).toList());
        mark();
    }

    private Node column(SweepViewModel.Point point) {
        Region trt = Ui.styled(new Region(), "sweep-trt");
        double share = point.allOps() == 0 ? 0 : (double) point.trtOps() / point.allOps();
        StackPane bar = Ui.styled(new StackPane(trt), "sweep-bar");
        bar.setAlignment(Pos.BOTTOM_CENTER);
        bar.setMinHeight(24);
        trt.maxHeightProperty().bind(bar.heightProperty().multiply(share));
        VBox column = new VBox(2,
                centred(Ui.label(String.valueOf(point.engines()), "sweep-engines")),
                Ui.grow(bar),
                centred(Ui.label(String.valueOf(point.minBlockSize()), "caption")));
        column.getStyleClass().add("sweep-column");
        column.setUserData(point);
        column.setId("sweep-" + point.minBlockSize());
        column.setMinWidth(14);
        column.setMaxWidth(44);
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setOnMouseEntered(event -> words.setText(Texts.of("sweep.point",
                point.minBlockSize(), point.engines(), point.trtOps(), point.allOps())));
        column.setOnMouseExited(event -> words.setText(""));
        column.setOnMouseClicked(event -> model.choose(point.minBlockSize()));
        return column;
    }

    private static Label centred(Label label) {
        label.setMaxWidth(Double.MAX_VALUE);
        label.setAlignment(Pos.CENTER);
        return label;
    }

    private void mark() {
        for (Node column : columns.getChildren()) {
            boolean chosen = column.getUserData() instanceof SweepViewModel.Point point
                    && point.minBlockSize() == model.current();
            column.pseudoClassStateChanged(CHOSEN, chosen);
        }
    }
}
