package dev.partita.app.graph.paint;

/**
 * What the painter needs to draw on; coordinates in units of the surface, colours as {@code 0xAARRGGBB}. Shapes with a
 * radius have round corners.
 */
public interface Surface {

    /** Length of a dash with its gap, in line widths. */
    double DASH = 5.5;

    void fillRect(Rect rect, double radius, int argb);

    void strokeRect(Rect rect, double radius, double lineWidth, int argb);

    void strokePath(Path path, double lineWidth, int argb, boolean dashed);

    void fillPath(Path path, int argb);

    /** One line of text; {@code x} is its left end, {@code baseline} where its letters stand. */
    void text(String text, double x, double baseline, Font font, int argb);

    /** A rectangle by its top left corner and extent. */
    record Rect(double x, double y, double width, double height) {

        public double right() {
            return x + width;
        }

        public double bottom() {
            return y + height;
        }

        public Rect grown(double by) {
            return new Rect(x - by, y - by, width + 2 * by, height + 2 * by);
        }

        public boolean meets(Rect other) {
            return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
        }

        public boolean contains(double pointX, double pointY) {
            return pointX >= x && pointX <= right() && pointY >= y && pointY <= bottom();
        }

        /** The part inside another rectangle that this one meets. */
        public Rect within(Rect other) {
            double left = Math.max(x, other.x);
            double top = Math.max(y, other.y);
            return new Rect(left, top, Math.min(right(), other.right()) - left, Math.min(bottom(), other.bottom()) - top);
        }

        public Rect union(Rect other) {
            double left = Math.min(x, other.x);
            double top = Math.min(y, other.y);
            return new Rect(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
        }
    }

    record Font(Face face, double size) {}
}
