package dev.partita.app.shell;

import dev.partita.app.control.ItemWords;
import dev.partita.app.control.SearchField;
import dev.partita.app.control.Ui;
import dev.partita.app.graph.GraphView;
import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.partition.DetailsViewModel;
import dev.partita.app.partition.ExcludeMenu;
import dev.partita.app.session.FileMemory;
import dev.partita.app.session.ProgramPlace;
import dev.partita.app.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The graph of the open document with its tools: search, colours, direction, zoom. */
final class GraphPane extends VBox {

    /** Most words of it fit. */
    private static final double LEAST_OVERLAY = 110;

    private final GraphView view;
    private final GraphViewModel model;
    private final SearchField search = new SearchField(Texts.of("graph.search"));
    private final HBox tools = Ui.styled(Ui.row(2), "graph-tools");
    private final ViewMemory memory;
    private Supplier<Optional<String>> askForName = Optional::empty;
    private Optional<String> underway = Optional.empty();
    private final Label matches = Ui.label("", "caption");

    GraphPane(GraphLink link, DetailsViewModel details, FileMemory files, ProgramPlace place) {
        this.model = link.model();
        this.view = new GraphView(model);
        this.memory = new ViewMemory(files, place, view);
        setId("graph-pane");
        tools.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(tools, Ui.grow(view));
        link.goTo(this::goTo);
        model.sceneProperty().addListener((value, old, now) -> arrive());
        ContextMenu menu = new ContextMenu();
        view.setOnContextMenuRequested(event -> {
            view.selectAt(event.getX(), event.getY());
            List<MenuItem> exclusions = link.selected()
                    .filter(node -> model.selectionProperty().get().boxes().contains(node.name()))
                    .map(node -> ExcludeMenu.items(node, details)).orElse(List.of());
            menu.getItems().setAll(GraphMenu.items(view, exclusions));
            menu.show(view, event.getScreenX(), event.getScreenY());
        });
        view.setOnMousePressed(event -> menu.hide());
    }

    GraphView view() {
        return view;
    }

    /** How to ask the user for a view's name. */
    void askForName(Supplier<Optional<String>> ask) {
        askForName = ask;
    }

    void saveSnapshot() {
        askForName.get().ifPresent(memory::save);
    }

    /** Remembers how the graph was looked at. */
    void close() {
        memory.keep();
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

    /** Fills the line of tools. */
    void complete() {
        search.field().setId("graph-search");
        search.setPrefWidth(210);
        matches.setMinWidth(Label.USE_PREF_SIZE);
        search.setMinWidth(90);
        search.textProperty().addListener((value, old, now) -> {
            showMatches(model.found().search(now));
            view.showAMatch();
        });
        search.field().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                view.nextMatch(!event.isShiftDown());
                event.consume();
            }
        });
        tools.getChildren().addAll(
                search, matches, only(), Ui.spacer(), overlays(),
                new SnapshotMenu(memory, view, this::saveSnapshot),
                Ui.iconButton("mdi2s-swap-vertical", Texts.of("graph.direction"), model::toggleDirection),
                Ui.iconButton("mdi2u-unfold-more-horizontal", Texts.of("graph.expand"), model::expandAll),
                Ui.iconButton("mdi2u-unfold-less-horizontal", Texts.of("graph.collapse"), model::collapseAll),
                Ui.iconButton("mdi2m-magnify-minus-outline", Texts.of("graph.zoomout"), view::zoomOut),
                Ui.iconButton("mdi2m-magnify-plus-outline", Texts.of("graph.zoomin"), view::zoomIn),
                Ui.iconButton("mdi2f-fit-to-page-outline", Texts.of("graph.fit"), view::fit));
    }

    private void showMatches(List<Integer> found) {
        matches.setText(search.textProperty().get().isBlank() ? "" : Texts.of("graph.matches", found.size()));
    }

    /** Shows the matches alone, and brings the rest back. */
    private ToggleButton only() {
        ToggleButton only = Ui.id("graph-only", Ui.iconToggle("mdi2f-filter-outline", Texts.of("graph.only")));
        BooleanBinding part = Bindings.createBooleanBinding(() -> model.partProperty().get().isPresent(), model.partProperty());
        only.disableProperty().bind(Bindings.createBooleanBinding(
                () -> model.found().matchesProperty().get().isEmpty() && model.selectionProperty().get().isEmpty(),
                model.found().matchesProperty(), model.selectionProperty()).and(part.not()));
        only.setOnAction(event -> {
            if (part.get()) {
                model.showWhole();
            } else {
                model.showOnlyThese();
            }
            only.setSelected(part.get());
        });
        part.addListener((value, old, now) -> only.setSelected(now));
        return only;
    }

    private ComboBox<OverlayKind> overlays() {
        ComboBox<OverlayKind> box = new ComboBox<>(FXCollections.observableArrayList(OverlayKind.values()));
        box.setId("graph-overlay");
        box.setAccessibleText(Texts.of("graph.overlay"));
        box.setTooltip(Ui.tooltip(Texts.of("graph.overlay")));
        box.setMinWidth(LEAST_OVERLAY);
        box.setConverter(new ItemWords<>(OverlayKind::words));
        box.valueProperty().bindBidirectional(model.colours().overlayProperty());
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
