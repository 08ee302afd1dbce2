package dev.partita.app.graph;

import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.paint.GraphPalette;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the colours of a graph say, the numbers that they may be made from, and the palette. */
public final class Colours {

    private final ObjectProperty<OverlayKind> overlay = new SimpleObjectProperty<>(OverlayKind.PARTITION);
    private final ObjectProperty<Optional<NodeData>> times = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<NodeData>> errors = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<NodeData>> data = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<GraphPalette> palette = new SimpleObjectProperty<>(GraphPalette.LIGHT);

    /** Calls {@code changed} whenever the graph must be coloured anew. */
    Colours(Runnable changed) {
        overlay.addListener((value, old, now) -> changed.run());
        times.addListener((value, old, now) -> changed.run());
        errors.addListener((value, old, now) -> changed.run());
        data.addListener((value, old, now) -> changed.run());
        palette.addListener((value, old, now) -> changed.run());
    }

    public ObjectProperty<OverlayKind> overlayProperty() {
        return overlay;
    }

    /** Numbers for {@link OverlayKind#TIME}. */
    public ObjectProperty<Optional<NodeData>> timesProperty() {
        return times;
    }

    /** Numbers for {@link OverlayKind#ERROR}. */
    public ObjectProperty<Optional<NodeData>> errorsProperty() {
        return errors;
    }

    /** Numbers for {@link OverlayKind#DATA}. */
    public ObjectProperty<Optional<NodeData>> dataProperty() {
        return data;
    }

    public ObjectProperty<GraphPalette> paletteProperty() {
        return palette;
    }

    Colouring colouring() {
        Map<OverlayKind, NodeData> given = new EnumMap<>(OverlayKind.class);
        times.get().ifPresent(numbers -> given.put(OverlayKind.TIME, numbers));
        errors.get().ifPresent(numbers -> given.put(OverlayKind.ERROR, numbers));
        data.get().ifPresent(numbers -> given.put(OverlayKind.DATA, numbers));
        return new Colouring(overlay.get(), given);
    }
}
