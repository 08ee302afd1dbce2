package dev.partita.app.graph.scene;

import dev.partita.app.graph.paint.Surface.Rect;
import java.util.Arrays;

/** Finds rectangles by place: each is listed in the cells that it meets. */
final class Grid {

    private static final double CELL = 320;
    /** Something that covers more cells than this is kept apart and always found. */
    private static final int MOST_CELLS = 4096;

    private final double left;
    private final double top;
    private final int columns;
    private final int rows;
    private final int[] start;
    private final int[] entries;
    private final int[] large;
    private final int count;

    private Grid(Builder builder) {
        left = builder.left;
        top = builder.top;
        count = builder.count;
        columns = Math.max(1, (int) Math.ceil((builder.right - left) / CELL) + 1);
        rows = Math.max(1, (int) Math.ceil((builder.bottom - top) / CELL) + 1);
        start = new int[columns * rows + 1];
        int[] apart = new int[builder.size];
        int apartCount = 0;
        for (int i = 0; i < builder.size; i++) {
            if (cells(builder, i) > MOST_CELLS) {
                apart[apartCount++] = builder.ids[i];
            } else {
                forEachCell(builder, i, cell -> start[cell + 1]++);
            }
        }
        large = Arrays.copyOf(apart, apartCount);
        for (int cell = 0; cell < columns * rows; cell++) {
            start[cell + 1] += start[cell];
        }
        entries = new int[start[columns * rows]];
        int[] next = start.clone();
        for (int i = 0; i < builder.size; i++) {
            int id = builder.ids[i];
            if (cells(builder, i) <= MOST_CELLS) {
                forEachCell(builder, i, cell -> entries[next[cell]++] = id);
            }
        }
    }

    private interface CellVisitor {
        void cell(int cell);
    }

    private int column(double x) {
        return Math.clamp((long) Math.floor((x - left) / CELL), 0, columns - 1);
    }

    private int row(double y) {
        return Math.clamp((long) Math.floor((y - top) / CELL), 0, rows - 1);
    }

    private long cells(Builder builder, int i) {
        return (long) (column(builder.bounds[4 * i + 2]) - column(builder.bounds[4 * i]) + 1)
                * (row(builder.bounds[4 * i + 3]) - row(builder.bounds[4 * i + 1]) + 1);
    }

    private void forEachCell(Builder builder, int i, CellVisitor visitor) {
        int lastColumn = column(builder.bounds[4 * i + 2]);
        int lastRow = row(builder.bounds[4 * i + 3]);
        for (int r = row(builder.bounds[4 * i + 1]); r <= lastRow; r++) {
            for (int c = column(builder.bounds[4 * i]); c <= lastColumn; c++) {
                visitor.cell(r * columns + c);
            }
        }
    }

    /** Ids in the cells that a rectangle meets, ascending, each once. */
    int[] query(Rect rect) {
        int firstColumn = column(rect.x());
        int lastColumn = column(rect.right());
        int firstRow = row(rect.y());
        int lastRow = row(rect.bottom());
        if (firstColumn == 0 && firstRow == 0 && lastColumn == columns - 1 && lastRow == rows - 1) {
            int[] all = new int[count];
            Arrays.setAll(all, i -> i);
            return all;
        }
        int total = large.length;
        for (int r = firstRow; r <= lastRow; r++) {
            total += start[r * columns + lastColumn + 1] - start[r * columns + firstColumn];
        }
        int[] found = Arrays.copyOf(large, total);
        int size = large.length;
        for (int r = firstRow; r <= lastRow; r++) {
            int from = start[r * columns + firstColumn];
            int to = start[r * columns + lastColumn + 1];
            System.arraycopy(entries, from, found, size, to - from);
            size += to - from;
        }
        Arrays.sort(found);
        int kept = 0;
        for (int i = 0; i < found.length; i++) {
            if (kept == 0 || found[kept - 1] != found[i]) {
                found[kept++] = found[i];
            }
        }
        return Arrays.copyOf(found, kept);
    }

    /** Collects rectangles; one id may have several. */
    static final class Builder {
        private final int count;
        private int size;
        private int[] ids;
        private double[] bounds;
        private double left;
        private double top;
        private double right;
        private double bottom;

        Builder(int count) {
            this.count = count;
            ids = new int[Math.max(16, count)];
            bounds = new double[4 * ids.length];
        }

        void add(int id, double x1, double y1, double x2, double y2) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                bounds = Arrays.copyOf(bounds, size * 8);
            }
            ids[size] = id;
            bounds[4 * size] = Math.min(x1, x2);
            bounds[4 * size + 1] = Math.min(y1, y2);
            bounds[4 * size + 2] = Math.max(x1, x2);
            bounds[4 * size + 3] = Math.max(y1, y2);
            left = size == 0 ? bounds[0] : Math.min(left, bounds[4 * size]);
            top = size == 0 ? bounds[1] : Math.min(top, bounds[4 * size + 1]);
            right = size == 0 ? bounds[2] : Math.max(right, bounds[4 * size + 2]);
            bottom = size == 0 ? bounds[3] : Math.max(bottom, bounds[4 * size + 3]);
            size++;
        }

        Grid build() {
            return new Grid(this);
        }
    }
}
