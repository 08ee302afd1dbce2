package dev.partita.app.profile;

import dev.partita.app.session.Document;
import dev.partita.app.session.LayerNodes;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.text.Texts;
import dev.partita.ir.Node;
import dev.partita.partition.Segment;
import dev.partita.profile.Measurement;
import dev.partita.profile.Profile;
import dev.partita.profile.Statistics;
import dev.partita.settings.ShapeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The newest measurement of the open document. */
public final class ProfileViewModel {

    /** A number of the summary: trtexec's name, the value in words, what it means. */
    record Figure(String name, String value, String meaning) {}

    private final Document document;
    private final ObservableList<LayerRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<Figure>> figures = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<String> notice = new ReadOnlyObjectWrapper<>("");

    public ProfileViewModel(Document document) {
        this.document = document;
        document.run().measuredProperty().subscribe(measured -> refresh());
        document.planProperty().addListener((value, old, now) -> refresh());
    }

    ObservableList<LayerRow> rows() {
        return rows;
    }

    ReadOnlyObjectProperty<List<Figure>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /** Why the numbers must be read with care: older settings, notes of the worker. */
    ReadOnlyObjectProperty<String> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** At which shapes to measure next; a program without dynamic shapes has no choice. */
    ObjectProperty<ShapeRange.Corner> cornerProperty() {
        return document.run().cornerProperty();
    }

    boolean hasCorners() {
        return document.program().isDynamic();
    }

    void profile() {
        document.run().profile();
    }

    void select(LayerRow row) {
        row.nodes().stream().findFirst().ifPresent(document::select);
    }

    private void refresh() {
        List<LayerRow> found = new ArrayList<>();
        List<Figure> summary = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        document.run().measuredProperty().get().ifPresent(result -> {
            if (!document.run().isBuiltCurrent()) {
                notes.add(Texts.of("profile.old"));
            }
            found.addAll(rows(result));
            summary.addAll(summary(result));
            one(result).filter(profile -> !profile.inputs().isEmpty()).ifPresent(profile -> notes.add(shapes(profile)));
            result.whole().ifPresent(whole -> notes.addAll(whole.notes()));
            result.engines().values().forEach(engine -> notes.addAll(engine.notes()));
            notes.addAll(result.notes());
        });
        rows.setAll(found);
        figures.set(List.copyOf(summary));
        notice.set(String.join("  ", notes));
    }

    /** Layers of all engines, and Torch segments, slowest first; shares of the time of all of them. */
    private List<LayerRow> rows(ProfileOutcome.Measured result) {
        LayerNodes nodes = new LayerNodes(document.plan().lowered().graph());
        List<LayerRow> found = new ArrayList<>();
        result.engines().forEach((segment, profile) -> profile.layers().forEach(layer -> found.add(
                new LayerRow(segment, layer.name(), layer.medianMillis(), 0, nodes.of(layer.name())))));
        for (Segment segment : document.plan().partitioning().segments()) {
            if (!segment.isTensorRt()) {
                result.millis(segment.name()).ifPresent(millis -> found.add(new LayerRow(
                        segment.name(), Texts.of("profile.torch"), millis, 0, segment.nodes().stream().map(Node::name).toList())));
            }
        }
        double all = found.stream().mapToDouble(LayerRow::medianMillis).sum();
        return found.stream()
                .map(row -> row.withPercent(100 * row.medianMillis() / all))
                .sorted(Comparator.comparingDouble(LayerRow::medianMillis).reversed())
                .toList();
    }

    private static List<Figure> summary(ProfileOutcome.Measured result) {
        return one(result).map(profile -> figures(profile.measurement())).orElseGet(() -> sums(result));
    }

    /** The whole program, or its only engine. */
    private static Optional<Profile> one(ProfileOutcome.Measured result) {
        return result.whole()
                .or(() -> result.engines().values().stream().filter(only -> result.engines().size() == 1).findFirst());
    }

    private static List<Figure> figures(Measurement measurement) {
        Measurement.Series series = measurement.series();
        return List.of(
                new Figure("Throughput", String.format(Locale.ROOT, "%.1f qps", measurement.throughput()),
                        Texts.of("profile.throughput")),
                new Figure("Latency", millis(series.latency()), spread(series.latency(), "profile.latency")),
                new Figure("GPU Compute Time", millis(series.compute()), spread(series.compute(), "profile.compute")),
                new Figure("Enqueue Time", millis(series.enqueue()), spread(series.enqueue(), "profile.enqueue")),
                new Figure("H2D Latency", millis(series.h2d()), spread(series.h2d(), "profile.h2d")),
                new Figure("D2H Latency", millis(series.d2h()), spread(series.d2h(), "profile.d2h")));
    }

    private static String shapes(Profile profile) {
        return Texts.of("profile.shapes",
                profile.inputs().stream().map(Profile.MeasuredInput::toString).collect(Collectors.joining(", ")));
    }

    private static List<Figure> sums(ProfileOutcome.Measured result) {
        List<Figure> found = new ArrayList<>();
        result.engines().forEach((segment, profile) -> found.add(new Figure(
                segment, millis(profile.measurement().series().compute()),
                spread(profile.measurement().series().compute(), "profile.compute"))));
        return found;
    }

    private static String millis(Statistics statistics) {
        return String.format(Locale.ROOT, "%.3f ms", statistics.median());
    }

    private static String spread(Statistics statistics, String meaningKey) {
        StringBuilder words = new StringBuilder(Texts.of(meaningKey)).append('\n');
        words.append(String.format(Locale.ROOT, "min %.4f   max %.4f   mean %.4f   median %.4f ms",
                statistics.range().min(), statistics.range().max(), statistics.mean(), statistics.median()));
        for (Statistics.Percentile percentile : statistics.percentiles()) {
            words.append(String.format(Locale.ROOT, "\n%.0f%%: %.4f ms", percentile.percent(), percentile.millis()));
        }
        return words.toString();
    }
}
