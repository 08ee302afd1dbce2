package dev.partita.app.partition;

import dev.partita.app.control.Chip;
import dev.partita.app.control.SearchField;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Tick an op and it runs in Torch; the partition follows at once. */
public final class OpsView extends VBox {

    private final OpsViewModel model;

    public OpsView(OpsViewModel model) {
        this.model = model;
        setId("ops-editor");
        getStyleClass().add("tool-page");
        SearchField search = new SearchField(Texts.of("ops.search"));
        search.field().setId("ops-search");
        model.filterProperty().bind(search.textProperty());
        ListView<OpCount> list = new ListView<>(model.ops());
        list.setId("ops-list");
        list.setFixedCellSize(30);
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(Ui.label(Texts.of("ops.none"), "muted"));
        getChildren().addAll(
                Ui.paragraph(Texts.of("ops.words"), "caption", "page-words"),
                Ui.styled(new HBox(Ui.grow(search)), "tool-search"),
                Ui.grow(list),
                others());
    }

    private Node others() {
        VBox box = Ui.styled(new VBox(3), "other-exclusions");
        Runnable fill = () -> {
            box.getChildren().setAll(Ui.label(Texts.of("ops.others"), "section-title"));
            model.others().forEach(exclusion -> box.getChildren().add(Ui.row(6,
                    Ui.styled(new Chip(Texts.of("exclusion." + exclusion.kind().name().toLowerCase(Locale.ROOT))),
                            exclusion.kind() == OpsViewModel.Exclusion.Kind.ABSENT_OP ? "warning" : "torch"),
                    Ui.label(exclusion.entry(), "mono"),
                    Ui.spacer(),
                    Ui.iconButton("mdi2c-close", Texts.of("ops.remove"), () -> model.remove(exclusion)))));
            Ui.setShown(box, !model.others().isEmpty());
        };
        fill.run();
        model.others().addListener((ListChangeListener<OpsViewModel.Exclusion>) change -> fill.run());
        return box;
    }

    private final class Cell extends ListCell<OpCount> {
        @Override
        protected void updateItem(@Nullable OpCount item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            CheckBox box = new CheckBox(item.op().shortName());
            box.setId("op-" + item.op().shortName().replace('.', '-'));
            box.setMnemonicParsing(false);
            box.setSelected(item.excluded());
            box.setOnAction(event -> model.setExcluded(item.op(), box.isSelected()));
            box.setMinWidth(0);
            HBox line = Ui.row(6, box, Ui.spacer());
            if (item.inTensorRt() > 0) {
                line.getChildren().add(new Chip(String.valueOf(item.inTensorRt()), "trt"));
            }
            if (item.inTorch() > 0) {
                line.getChildren().add(new Chip(String.valueOf(item.inTorch()), "torch"));
            }
            setTooltip(Ui.tooltip(Texts.of("ops.tooltip",
                    item.op().qualified(), item.inTensorRt(), item.inTorch(), item.unsupported())));
            setGraphic(line);
            setPrefWidth(0);
            setOnMouseClicked(click -> {
                if (click.getClickCount() == 2) {
                    model.selectNext(item.op());
                }
            });
        }
    }
}
