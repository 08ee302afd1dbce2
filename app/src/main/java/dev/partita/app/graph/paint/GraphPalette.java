package dev.partita.app.graph.paint;

import java.util.List;

/**
 * The colours of the canvas, {@code 0xAARRGGBB}; {@link #LIGHT} and {@link #DARK} match the tokens of the style sheets.
 *
 * @param ground behind everything, groups, lines and wires
 * @param ink texts
 * @param accents what the user points at
 * @param backends where boxes run
 * @param scales overlays: one colour per category, and a gradient from least to most
 */
public record GraphPalette(Ground ground, Ink ink, Accents accents, Backends backends, Scales scales) {

    /** {@code groups} alternate with the depth of nesting. */
    public record Ground(int background, List<Integer> groups, int groupLine, int box, int wire) {
        public Ground {
            groups = List.copyOf(groups);
        }
    }

    public record Ink(int text, int muted, int faint) {}

    public record Accents(int selection, int inputs, int outputs, int match) {}

    /** Neighbouring engines alternate between the colours of {@code tensorRt}. */
    public record Backends(List<Shade> tensorRt, List<Shade> torch, Shade none) {
        public Backends {
            tensorRt = List.copyOf(tensorRt);
            torch = List.copyOf(torch);
        }
    }

    /** The fill of a box, its border, and a strong colour for stripes and bars. */
    public record Shade(int fill, int line, int strong) {}

    public record Scales(List<Shade> categories, List<Integer> gradient) {
        public Scales {
            categories = List.copyOf(categories);
            gradient = List.copyOf(gradient);
        }
    }

    public static final GraphPalette LIGHT = new GraphPalette(
            new Ground(0xFFF7F8FA, List.of(0xFFFFFFFF, 0xFFF2F4F7), 0xFFD2D7E0, 0xFFFFFFFF, 0xFF8A93A3),
            new Ink(0xFF1F2430, 0xFF5B6475, 0xFF6B7486),
            new Accents(0xFF2F6FEB, 0xFF0E8C9B, 0xFFB0409A, 0xFFE0A800),
            new Backends(
                    List.of(new Shade(0xFFEAF5DA, 0xFF9CC468, 0xFF5E9A1F), new Shade(0xFFDDF2E7, 0xFF7FC3A0, 0xFF2B8F5E)),
                    List.of(new Shade(0xFFFDEBDD, 0xFFEBAE83, 0xFFD9691E), new Shade(0xFFFBE6D0, 0xFFE0A86A, 0xFFC27A12)),
                    new Shade(0xFFFFFFFF, 0xFFC3CAD6, 0xFF8A93A3)),
            new Scales(
                    categories(0xFFFFFFFF, 0.14, 0.55),
                    List.of(0xFFF3F1E9, 0xFFFDE3A3, 0xFFF8B35C, 0xFFE3703A, 0xFFA92F3D, 0xFF6A1A4C)));

    public static final GraphPalette DARK = new GraphPalette(
            new Ground(0xFF1B1D21, List.of(0xFF212429, 0xFF282C32), 0xFF3D434D, 0xFF2B2F35, 0xFF79828F),
            new Ink(0xFFE6E9EF, 0xFFAEB5C2, 0xFF98A0AF),
            new Accents(0xFF6A99F4, 0xFF3FC1D0, 0xFFDD7FC9, 0xFFE7C35A),
            new Backends(
                    List.of(new Shade(0xFF2B3A1D, 0xFF56782C, 0xFF8CC63F), new Shade(0xFF1C3A2E, 0xFF2F7457, 0xFF4CC38A)),
                    List.of(new Shade(0xFF44291A, 0xFF8F5127, 0xFFF28C4B), new Shade(0xFF402F16, 0xFF87641F, 0xFFE5A93C)),
                    new Shade(0xFF2B2F35, 0xFF4A505B, 0xFF98A0AF)),
            new Scales(
                    categories(0xFF24272C, 0.24, 0.6),
                    List.of(0xFF2B2C33, 0xFF4A2D52, 0xFF86315F, 0xFFC44A4F, 0xFFEC8A43, 0xFFFBD26B)));

    private static List<Shade> categories(int ground, double fill, double line) {
        return CategoryHues.ALL.stream()
                .map(hue -> new Shade(mix(ground, hue, fill), mix(ground, hue, line), hue))
                .toList();
    }

    /** One hue per category, in the order of their enum; far apart for those that stand next to each other. */
    private static final class CategoryHues {
        static final List<Integer> ALL = List.of(
                0xFF8A93A3, 0xFF8A93A3, 0xFF3B6FD9, 0xFF7A56D1, 0xFFB0409A, 0xFF14909F, 0xFFD9552B, 0xFF2E9E5B, 0xFFB08A12,
                0xFF8A6D3B, 0xFF64748B, 0xFF4F7FA0, 0xFFD14B7C, 0xFF9A8F7A, 0xFF7D7F92, 0xFF4B4F9C, 0xFF7A7A7A);
    }

    /** {@code a} with a share of {@code b} mixed in. */
    public static int mix(int a, int b, double share) {
        int result = 0;
        for (int shift = 0; shift <= 24; shift += 8) {
            int from = a >>> shift & 0xFF;
            int to = b >>> shift & 0xFF;
            result |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return result;
    }

    public static int withAlpha(int argb, double alpha) {
        return (int) Math.round(alpha * 255) << 24 | argb & 0xFFFFFF;
    }

    /** The gradient's colour at a share from 0 to 1. */
    public int gradient(double share) {
        double at = Math.clamp(share, 0, 1) * (scales.gradient.size() - 1);
        int index = Math.min((int) at, scales.gradient.size() - 2);
        return mix(scales.gradient.get(index), scales.gradient.get(index + 1), at - index);
    }

    /** Nearly black or white, whichever reads better on a colour; black where neither reads well. */
    public static int inkOn(int argb) {
        int dark = 0xFF14171D;
        int better = contrast(argb, dark) >= contrast(argb, 0xFFFFFFFF) ? dark : 0xFFFFFFFF;
        return contrast(argb, better) >= 4.5 ? better : 0xFF000000;
    }

    /** The contrast ratio of two colours after WCAG: from 1 to 21, text needs 4.5. */
    public static double contrast(int a, int b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(int argb) {
        return 0.2126 * linear(argb >> 16 & 0xFF) + 0.7152 * linear(argb >> 8 & 0xFF) + 0.0722 * linear(argb & 0xFF);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
