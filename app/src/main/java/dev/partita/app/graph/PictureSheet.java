package dev.partita.app.graph;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Detail;
import dev.partita.app.graph.paint.Surface.Rect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;

/**
 * What the canvas shows, on a sheet that is moved under the view: one picture of the whole view, and over and beside it cells,
 * painted where the view has moved to and where something looks different now. So moving on draws a strip of cells and
 * nothing again; text is what takes long. Everything lies on whole pixels of the screen and is as crisp as painted at once.
 * While the zoom changes, the sheet is stretched, too: not quite crisp, and filled at its borders cell by cell, until it rests;
 * what is not filled yet shows the {@link Surroundings} beneath.
 *
 * <p>A place on the sheet is a place of the whole picture: (0, 0) at its top left corner, where {@link #anchor} looks.
 */
final class PictureSheet extends Pane {

    /** Small enough that a row of cells is painted well within a frame, large enough to share few boxes. */
    private static final double CELL_PIXELS = 192;
    /** When more than this share of the view is missing, painting everything is quicker. */
    private static final double MOST_MISSING = 0.5;
    private static final int SPARE_CANVASES = 24;
    /** Stretched further, in either direction, a picture looks too coarse, or is too small. */
    private static final double MOST_STRETCHED = 2;
    /** Dots are one picture without cells, so that zooming out shows coarse borders. */
    private static final double MOST_SHRUNK_DOTS = 1.3;
    /** Stretching the surroundings takes about as long as painting the other two. */
    private static final int CELLS_PER_STRETCHED_FRAME = 4;
    private static final int CELLS_OVER_SURROUNDINGS = 2;

    private record Cell(int column, int row) {}

    private final Surroundings surroundings = new Surroundings();
    private final Canvas whole = new Canvas();
    private final CanvasSurface surface = new CanvasSurface(whole.getGraphicsContext2D());
    private final Map<Cell, Canvas> cells = new LinkedHashMap<>();
    /** Cells where the whole picture is out of date. */
    private final Set<Cell> torn = new HashSet<>();
    private final Deque<Canvas> spare = new ArrayDeque<>();
    private final Scale stretch = new Scale(1, 1);
    private Optional<Frame> shown = Optional.empty();
    private Camera anchor = new Camera(0, 0, 1);
    private double pixelsPerUnit = 1;
    private double cellSize = CELL_PIXELS;
    private double painted;
    /** What of the view is neither in the whole picture nor in a cell. */
    private List<Rect> gaps = List.of();

    PictureSheet() {
        setManaged(false);
        getTransforms().add(stretch);
        getChildren().addAll(surroundings, whole);
    }

    void clear() {
        shown = Optional.empty();
        dropCells();
        surroundings.clear();
        whole.getGraphicsContext2D().clearRect(0, 0, whole.getWidth(), whole.getHeight());
    }

    /** Shows a frame in a view of this size; {@code moving} if it is one of many, and need not be crisp. */
    void show(Frame frame, double width, double height, boolean moving) {
        boolean sameScale = frame.camera().scale() == anchor.scale();
        if (!(sameScale || moving && canStretch(frame)) || !follows(frame, width, height) || !patch(frame, sameScale)) {
            paintWhole(frame, width, height);
        }
        shown = Optional.of(frame);
        surroundings.fill(gaps, frame, anchor);
    }

    /** While nothing moves: gets ready for zooming out. */
    void rest() {
        shown.ifPresent(frame -> surroundings.paint(frame, whole.getWidth(), whole.getHeight()));
    }

    boolean isPainted() {
        return shown.isPresent();
    }

    /** For tests: how many units of area were painted so far. */
    double painted() {
        return painted;
    }

    /** For tests: whether zooming out now would show no empty borders. */
    boolean isPrepared() {
        return shown.filter(surroundings::suits).isPresent();
    }

    private double outputScale() {
        return getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getRenderScaleX();
    }

    private boolean canStretch(Frame frame) {
        double factor = frame.camera().scale() / anchor.scale();
        return factor <= MOST_STRETCHED && factor >= 1 / (frame.detail() == Detail.DOTS ? MOST_SHRUNK_DOTS : MOST_STRETCHED);
    }

    private boolean follows(Frame frame, double width, double height) {
        return shown.isPresent() && shown.get().isLike(frame) && whole.getWidth() == width && whole.getHeight() == height && pixelsPerUnit == outputScale();
    }

    private void paintWhole(Frame frame, double width, double height) {
        dropCells();
        gaps = List.of();
        anchor = frame.camera();
        pixelsPerUnit = outputScale();
        cellSize = Math.max(1, Math.round(CELL_PIXELS * pixelsPerUnit)) / pixelsPerUnit;
        place(0, 0, 1);
        whole.setWidth(width);
        whole.setHeight(height);
        if (frame.detail() == Detail.DOTS) {
            whole.getGraphicsContext2D().drawImage(frame.pixels(width, height, pixelsPerUnit), 0, 0,
                    Math.ceil(width * pixelsPerUnit) / pixelsPerUnit, Math.ceil(height * pixelsPerUnit) / pixelsPerUnit);
        } else {
            frame.paint(surface.on(whole.getGraphicsContext2D()), width, height);
        }
        painted += width * height;
    }

    /**
     * Moves and stretches the sheet and paints what is missing then, {@code completely} or a part of it; false, with nothing
     * done, when painting everything is quicker.
     */
    private boolean patch(Frame frame, boolean completely) {
        Optional<List<Rect>> changed = LookChange.areas(frame.scene(), anchor.scale(), shown.orElseThrow().look(), frame.look());
        if (changed.isEmpty()) {
            return false;
        }
        changed.get().forEach(this::tear);
        double factor = frame.camera().scale() / anchor.scale();
        Point2D place = place(frame.camera());
        Rect view = new Rect(place.getX(), place.getY(), whole.getWidth() / factor, whole.getHeight() / factor);
        List<Cell> missing = missing(view);
        double most = frame.detail() == Detail.DOTS ? 0 : MOST_MISSING;
        if (completely && missing.size() * cellSize * cellSize > most * view.width() * view.height()) {
            return false;
        }
        place(view.x() * factor, view.y() * factor, factor);
        int cellsNow = completely ? missing.size() : frame.detail() == Detail.DOTS ? 0
                : surroundings.suits(frame) ? CELLS_OVER_SURROUNDINGS : CELLS_PER_STRETCHED_FRAME;
        gaps = missing.stream().skip(cellsNow).map(cell -> rect(cell).within(view)).toList();
        missing.stream().limit(cellsNow).forEach(cell -> paint(cell, frame));
        retire(view.grown(cellSize));
        return true;
    }

    /** Moves the sheet so that what lies there, after stretching, comes to the view's corner. */
    private void place(double x, double y, double factor) {
        stretch.setX(factor);
        stretch.setY(factor);
        setTranslateX(-x);
        setTranslateY(-y);
    }

    /** Where on the sheet a camera's view begins: at a whole pixel. */
    private Point2D place(Camera camera) {
        return new Point2D(Math.round((camera.x() - anchor.x()) * anchor.scale() * pixelsPerUnit) / pixelsPerUnit,
                Math.round((camera.y() - anchor.y()) * anchor.scale() * pixelsPerUnit) / pixelsPerUnit);
    }

    private Rect rect(Cell cell) {
        return new Rect(cell.column * cellSize, cell.row * cellSize, cellSize, cellSize);
    }

    private List<Cell> cellsIn(Rect area) {
        List<Cell> found = new ArrayList<>();
        for (int row = (int) Math.floor(area.y() / cellSize); row * cellSize < area.bottom(); row++) {
            for (int column = (int) Math.floor(area.x() / cellSize); column * cellSize < area.right(); column++) {
                found.add(new Cell(column, row));
            }
        }
        return found;
    }

    /** Forgets what is painted of an area of the world. */
    private void tear(Rect world) {
        Rect area = new Rect((world.x() - anchor.x()) * anchor.scale(), (world.y() - anchor.y()) * anchor.scale(),
                world.width() * anchor.scale(), world.height() * anchor.scale());
        double left = Math.max(0, area.x());
        double top = Math.max(0, area.y());
        torn.addAll(cellsIn(new Rect(left, top, Math.min(whole.getWidth(), area.right()) - left, Math.min(whole.getHeight(), area.bottom()) - top)));
        drop(cell -> rect(cell).meets(area));
    }

    private List<Cell> missing(Rect view) {
        return cellsIn(view).stream().filter(cell -> !cells.containsKey(cell) && !(isInWhole(rect(cell).within(view)) && !torn.contains(cell))).toList();
    }

    private boolean isInWhole(Rect area) {
        return area.x() >= 0 && area.y() >= 0 && area.right() <= whole.getWidth() && area.bottom() <= whole.getHeight();
    }

    private void paint(Cell cell, Frame frame) {
        Canvas canvas = spare.isEmpty() ? new Canvas() : spare.pop();
        canvas.setWidth(cellSize);
        canvas.setHeight(cellSize);
        Rect rect = rect(cell);
        canvas.relocate(rect.x(), rect.y());
        Camera camera = new Camera(anchor.x() + rect.x() / anchor.scale(), anchor.y() + rect.y() / anchor.scale(), anchor.scale());
        frame.at(camera).paint(surface.on(canvas.getGraphicsContext2D()), cellSize, cellSize);
        painted += cellSize * cellSize;
        cells.put(cell, canvas);
        getChildren().add(canvas);
    }

    private void retire(Rect kept) {
        drop(cell -> !rect(cell).meets(kept));
    }

    private void dropCells() {
        drop(cell -> true);
        torn.clear();
    }

    private void drop(Predicate<Cell> which) {
        for (Iterator<Map.Entry<Cell, Canvas>> all = cells.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Cell, Canvas> entry = all.next();
            if (which.test(entry.getKey())) {
                getChildren().remove(entry.getValue());
                if (spare.size() < SPARE_CANVASES) {
                    spare.push(entry.getValue());
                }
                all.remove();
            }
        }
    }
}
