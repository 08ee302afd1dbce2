package dev.partita.app.graph.paint;

/**
 * A plain array of pixels for graphs seen from far away: hard edges, straight lines, no texts, and so fast that fifty
 * thousand boxes with their wires fit in a frame.
 */
public final class RasterSurface implements Surface {

    private final int width;
    private final int height;
    private final int[] pixels;

    public RasterSurface(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** {@code 0xAARRGGBB}, row by row; the array itself. */
    public int[] pixels() {
        return pixels;
    }

    @Override
    public void fillRect(Rect rect, double radius, int argb) {
        int left = Math.max(0, (int) Math.round(rect.x()));
        int top = Math.max(0, (int) Math.round(rect.y()));
        // Nothing gets lost: what is smaller than a pixel takes one.
        int right = Math.min(width, Math.max((int) Math.round(rect.x()) + 1, (int) Math.round(rect.right())));
        int bottom = Math.min(height, Math.max((int) Math.round(rect.y()) + 1, (int) Math.round(rect.bottom())));
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                blend(y * width + x, argb);
            }
        }
    }

    @Override
    public void strokeRect(Rect rect, double radius, double lineWidth, int argb) {
        fillRect(new Rect(rect.x(), rect.y(), rect.width(), lineWidth), 0, argb);
        fillRect(new Rect(rect.x(), rect.bottom() - lineWidth, rect.width(), lineWidth), 0, argb);
        fillRect(new Rect(rect.x(), rect.y(), lineWidth, rect.height()), 0, argb);
        fillRect(new Rect(rect.right() - lineWidth, rect.y(), lineWidth, rect.height()), 0, argb);
    }

    @Override
    public void strokePath(Path path, double lineWidth, int argb, boolean dashed) {
        double[] last = new double[2];
        path.visit((step, c, at) -> {
            int end = at + step.coordinates() - 2;
            switch (step) {
                case LINE, CURVE -> line(last[0], last[1], c[end], c[end + 1], argb);
                case MOVE, CLOSE -> {
                    // Nothing to draw.
                }
            }
            if (step != Path.Step.CLOSE) {
                last[0] = c[end];
                last[1] = c[end + 1];
            }
        });
    }

    private void line(double x0, double y0, double x1, double y1, int argb) {
        int steps = (int) Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
        if (steps > 4 * (width + height) || Math.max(x0, x1) < 0 || Math.min(x0, x1) >= width
                || Math.max(y0, y1) < 0 || Math.min(y0, y1) >= height) {
            return;
        }
        for (int i = 0; i <= steps; i++) {
            double t = steps == 0 ? 0 : i / (double) steps;
            int x = (int) (x0 + (x1 - x0) * t);
            int y = (int) (y0 + (y1 - y0) * t);
            if (x >= 0 && x < width && y >= 0 && y < height) {
                blend(y * width + x, argb);
            }
        }
    }

    private void blend(int at, int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            pixels[at] = argb;
            return;
        }
        int under = pixels[at];
        int rest = 255 - alpha;
        int red = ((argb >> 16 & 0xFF) * alpha + (under >> 16 & 0xFF) * rest) / 255;
        int green = ((argb >> 8 & 0xFF) * alpha + (under >> 8 & 0xFF) * rest) / 255;
        int blue = ((argb & 0xFF) * alpha + (under & 0xFF) * rest) / 255;
        pixels[at] = 0xFF000000 | red << 16 | green << 8 | blue;
    }

    @Override
    public void fillPath(Path path, int argb) {
        // Arrow heads are smaller than a pixel here.
    }

    @Override
    public void text(String text, double x, double baseline, Font font, int argb) {
        // Not readable here.
    }
}
