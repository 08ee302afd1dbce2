package dev.partita.app.graph;

import dev.partita.app.graph.export.Picture;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Scene;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * The graph: canvas, legend, minimap and the note beside the pointer. What it shows and selects is in its
 * {@link GraphViewModel}; what only concerns the view on it, the camera, is here.
 */
public final class GraphView extends Region {

    private static final double INSET = 12;

    private final GraphViewModel model;
    private final GraphCanvas canvas = new GraphCanvas();
    private final Legend legend;
    private final Minimap minimap = new Minimap(canvas);
    private final Hover hover;
    private final Label failure = new Label();
    private final GroupToggles toggles;
    private final Gestures gestures;
    private final BooleanProperty legendShown = new SimpleBooleanProperty(true);

    public GraphView(GraphViewModel model) {
        this.model = model;
        legend = new Legend(model);
        hover = new Hover(canvas, model);
        toggles = new GroupToggles(model);
        gestures = new Gestures(canvas, model, toggles);
        getStyleClass().add("graph-view");
        getStylesheets().add("/dev/partita/ui/css/graph.css");
        setMinSize(0, 0);
        getChildren().addAll(canvas, legend, minimap, hover, failure);
        failure.getStyleClass().add("graph-failure");
        failure.setWrapText(true);
        model.arrangement().failureProperty().subscribe(this::showFailure);
        legend.visibleProperty().bind(legendShown);
        hover.install();
        gestures.install();
        new GraphKeys(canvas, model, toggles, gestures).install();
        canvas.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setAccessibleText("Graph");
        model.sceneProperty().addListener((value, old, now) -> showScene(now));
        model.lookProperty().addListener((value, old, now) -> showLook(old, now));
        showScene(model.sceneProperty().get());
        showLook(Optional.empty(), model.lookProperty().get());
    }

    /** The view's state and actions. */
    public GraphViewModel model() {
        return model;
    }

    public BooleanProperty legendShownProperty() {
        return legendShown;
    }

    private void showScene(Optional<Scene> scene) {
        canvas.show(scene, toggles.takeAnchor());
        showMinimap();
    }

    /** What shows is the arrangement before, which no longer is what was asked for. */
    private void showFailure(Optional<String> why) {
        failure.setVisible(why.isPresent());
        failure.setText(why.map(words -> "The graph could not be laid out anew: " + words).orElse(""));
        requestLayout();
    }

    private void showLook(Optional<Look> before, Optional<Look> look) {
        canvas.show(look);
        boolean recoloured = before.isEmpty() || look.isPresent() && before.get().overlay() != look.get().overlay();
        if (recoloured) {
            showMinimap();
        }
        announce();
        requestLayout();
    }

    private void showMinimap() {
        Optional<Scene> scene = model.sceneProperty().get();
        Optional<Look> look = model.lookProperty().get();
        boolean ready = scene.isPresent() && look.isPresent() && !scene.get().items().isEmpty();
        minimap.setVisible(ready);
        if (ready && look.get().shares().isFor(scene.get().model())) {
            minimap.show(scene.get(), look.get());
            requestLayout();
        }
    }

    /** Tells screen readers about the selected box or group. */
    private void announce() {
        Selection selection = model.selectionProperty().get();
        String words = selection.boxes().stream().findFirst()
                .flatMap(id -> model.graphProperty().get().flatMap(graph -> graph.model().box(id)))
                .map(hover::boxWords)
                .orElseGet(() -> selection.groups().stream().findFirst().map(hover::groupWords).orElse("Graph"));
        canvas.setAccessibleText(words);
        canvas.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    /** Shows everything (Space). */
    public void fit() {
        canvas.framing().fit(true);
    }

    /** 100 % (Shift+Backspace). */
    public void actualSize() {
        canvas.motion().zoom(1 / canvas.cameraProperty().get().scale());
    }

    public void zoomIn() {
        canvas.motion().zoom(1.25);
    }

    public void zoomOut() {
        canvas.motion().zoom(0.8);
    }

    /** Exchanges panning and zooming with the wheel (Ctrl+M). */
    public void toggleWheel() {
        gestures.toggleWheel();
    }

    /** What a picture of the view shows. */
    public enum Part { ALL, VISIBLE, SELECTION }

    /** The view as a picture to be written to a file; empty while there is no graph, or nothing selected. */
    public Optional<Picture> picture(Part part, GraphPalette palette, boolean withLegend) {
        Optional<Look> looked = model.appearance().lookIn(palette).map(look -> look.with(Look.Options.DEFAULT));
        return looked.flatMap(look -> model.sceneProperty().get().flatMap(scene -> area(part, scene, look)
                .map(area -> new Picture(scene, part == Part.ALL ? look.with(Look.Marks.NONE) : look, area, 1, withLegend))));
    }

    private Optional<Rect> area(Part part, Scene scene, Look look) {
        return switch (part) {
            case ALL -> Optional.of(scene.bounds());
            case VISIBLE -> Optional.of(canvas.cameraProperty().get().visible(canvas.getWidth(), canvas.getHeight()));
            case SELECTION -> look.marks().selected().stream()
                    .map(item -> scene.items().get(item).rect()).reduce(Rect::union).map(rect -> rect.grown(20));
        };
    }

    /** How the whole graph is looked at now. */
    public Snapshot snapshot(String name) {
        return new Snapshot(name, model.state(), canvas.cameraProperty().get(), model.colours().overlayProperty().get());
    }

    /** Looks at the whole graph as the snapshot does. */
    public void restore(Snapshot snapshot) {
        model.colours().overlayProperty().set(snapshot.overlay());
        if (model.partProperty().get().isEmpty() && snapshot.state().equals(model.state())) {
            canvas.motion().goTo(snapshot.camera(), true);
        } else {
            canvas.showNextAt(snapshot.camera());
            model.showWhole(snapshot.state());
        }
    }

    /** Lets the first scene appear as the snapshot does; for a view that shows nothing yet. */
    public void remember(Snapshot snapshot) {
        model.colours().overlayProperty().set(snapshot.overlay());
        canvas.showNextAt(snapshot.camera());
        model.remember(snapshot.state());
    }

    /** Opens or closes the selected groups and all that have the same content. */
    public void toggleAlike() {
        model.graphProperty().get().ifPresent(graph -> model.selectionProperty().get().groups().stream().findFirst()
                .flatMap(graph.model()::group).ifPresent(model.arrangement()::toggleKin));
    }

    /** Selects what is at a point of the view, unless it is selected already: a menu is about to open there. */
    public void selectAt(double x, double y) {
        gestures.selectAt(x, y);
    }

    /** Opens the groups around a node, selects it and moves it into view. */
    public void goTo(String id) {
        model.reveal(id);
        showItemOf(id);
    }

    /** The next or previous match of the search, from the selection on. */
    public void nextMatch(boolean forward) {
        model.graphProperty().get().ifPresent(graph -> {
            var matches = model.found().matchesProperty().get();
            if (matches.isEmpty()) {
                return;
            }
            int current = model.selectionProperty().get().boxes().stream().findFirst().flatMap(graph.model()::box).orElse(-1);
            int at = matches.indexOf(current);
            int next = at < 0 ? 0 : Math.floorMod(at + (forward ? 1 : -1), matches.size());
            goTo(graph.model().boxes().get(matches.get(next)).id());
        });
    }

    /** Brings the first match into view unless one shows already; what is selected stays. */
    public void showAMatch() {
        model.sceneProperty().get().ifPresent(scene -> {
            Rect visible = canvas.cameraProperty().get().visible(canvas.getWidth(), canvas.getHeight());
            var found = model.found().matchesProperty().get();
            boolean shows = found.stream().anyMatch(box -> visible.meets(scene.items().get(scene.itemOfBox(box)).rect()));
            if (!found.isEmpty() && !shows) {
                canvas.framing().bringIntoView(scene.itemOfBox(found.getFirst()));
            }
        });
    }

    private void showItemOf(String id) {
        // The scene may still be on its way; then this shows the group around, and the new scene keeps it in view.
        model.sceneProperty().get().ifPresent(scene -> scene.model().box(id).ifPresent(box -> {
            model.appearance().focus(scene.itemOfBox(box));
            canvas.framing().bringIntoView(scene.itemOfBox(box));
        }));
    }

    @Override
    public void requestFocus() {
        canvas.requestFocus();
    }

    @Override
    protected void layoutChildren() {
        double legendHeight = Math.min(legend.prefHeight(-1), getHeight() - 2 * INSET);
        legend.resizeRelocate(INSET, getHeight() - INSET - legendHeight, legend.prefWidth(-1), legendHeight);
        double mapWidth = minimap.prefWidth(-1);
        double mapHeight = minimap.prefHeight(-1);
        minimap.resizeRelocate(getWidth() - INSET - mapWidth, getHeight() - INSET - mapHeight, mapWidth, mapHeight);
        double failureWidth = Math.min(failure.prefWidth(-1), getWidth() - 2 * INSET);
        failure.resizeRelocate(INSET, INSET, failureWidth, failure.prefHeight(failureWidth));
        Rect corner = new Rect(0, getHeight(), 0, 0);
        canvas.framing().keepClear(legendShown.get() ? placeOf(legend) : corner, placeOf(minimap));
        canvas.resizeRelocate(0, 0, getWidth(), getHeight());
    }

    private static Rect placeOf(Region lying) {
        return new Rect(lying.getLayoutX(), lying.getLayoutY(), lying.getWidth(), lying.getHeight());
    }

    /** Whether there is a picture of a graph. */
    public boolean isPainted() {
        return canvas.sheet().isPainted();
    }

    /** Does what is not worth delaying the first picture for: when that has been seen, or after a while without. */
    public void afterFirstPicture(Runnable action) {
        new AfterPicture(this::isPainted, action).start();
    }

    /** For tests: the drawing area with the gestures. */
    GraphCanvas canvas() {
        return canvas;
    }
}
