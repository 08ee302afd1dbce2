package dev.partita.app.shell;

import dev.partita.app.control.SearchField;
import dev.partita.app.control.Ui;
import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.export.Picture;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.partition.DetailsViewModel;
import dev.partita.app.partition.ExcludeMenu;
import dev.partita.app.text.Texts;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The graph of the open document with its tools: search, colours, direction, zoom. */
final class GraphPane extends VBox {

    private final GraphView view;
    private final GraphViewModel model;
    private final SearchField search = new SearchField(Texts.of("graph.search"));
    private Optional<String> underway = Optional.empty();
    private final Label matches = Ui.label("", "caption");

    GraphPane(GraphLink link, DetailsViewModel details) {
        this.model = link.model();
        this.view = new GraphView(model);
        setId("graph-pane");
        getChildren().addAll(tools(), Ui.grow(view));
        link.goTo(this::goTo);
        model.sceneProperty().addListener((value, old, now) -> arrive());
        ContextMenu menu = new ContextMenu();
        view.setOnContextMenuRequested(event -> {
            menu.getItems().setAll(link.selected().map(node -> ExcludeMenu.items(node, details)).orElse(List.of()));
            if (!menu.getItems().isEmpty()) {
                menu.show(view, event.getScreenX(), event.getScreenY());
            }
        });
        view.setOnMousePressed(event -> menu.hide());
    }

    /** The graph as it shows now, whole, ready to be written to a file. */
    Optional<Picture> picture() {
        return model.sceneProperty().get().flatMap(scene ->
                model.lookProperty().get().map(look -> Picture.whole(scene, look)));
    }

    /** When groups must open first, the node has its place only in the scene that follows. */
    private void goTo(String node) {
        ViewState before = model.state();
        view.goTo(node);
        underway = model.state().equals(before) ? Optional.empty() : Optional.of(node);
    }

    private void arrive() {
        Optional<String> node = underway;
        underway = Optional.empty();
        node.ifPresent(view::goTo);
    }

    private HBox tools() {
        search.field().setId("graph-search");
        search.setPrefWidth(230);
        search.setMinWidth(90);
        search.textProperty().addListener((value, old, now) -> showMatches(model.search(now)));
        search.field().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                view.nextMatch(!event.isShiftDown());
                event.consume();
            }
        });
        return Ui.styled(Ui.row(2,
                search, matches, Ui.spacer(), overlays(),
                Ui.iconButton("mdi2s-swap-vertical", Texts.of("graph.direction"), model::toggleDirection),
                Ui.iconButton("mdi2u-unfold-more-horizontal", Texts.of("graph.expand"), model::expandAll),
                Ui.iconButton("mdi2u-unfold-less-horizontal", Texts.of("graph.collapse"), model::collapseAll),
                Ui.iconButton("mdi2m-magnify-minus-outline", Texts.of("graph.zoomout"), view::zoomOut),
                Ui.iconButton("mdi2m-magnify-plus-outline", Texts.of("graph.zoomin"), view::zoomIn),
                Ui.iconButton("mdi2f-fit-to-page-outline", Texts.of("graph.fit"), view::fit)), "graph-tools");
    }

    private void showMatches(List<Integer> found) {
        matches.setText(search.textProperty().get().isBlank() ? "" : Texts.of("graph.matches", found.size()));
    }

    private ComboBox<OverlayKind> overlays() {
        ComboBox<OverlayKind> box = new ComboBox<>(FXCollections.observableArrayList(OverlayKind.values()));
        box.setId("graph-overlay");
        box.setAccessibleText(Texts.of("graph.overlay"));
        box.setTooltip(Ui.tooltip(Texts.of("graph.overlay")));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable OverlayKind kind) {
                return kind == null ? "" : kind == OverlayKind.DATA ? Texts.of("graph.time") : kind.words();
            }

            @Override
            public OverlayKind fromString(String words) {
                throw new UnsupportedOperationException("not editable");
            }
        });
        box.valueProperty().bindBidirectional(model.overlayProperty());
        return box;
    }

    /** Puts the cursor into the search field. */
    void find() {
        search.field().requestFocus();
        search.field().selectAll();
    }

    void fit() {
        view.fit();
    }
}
