package dev.partita.app.partition;

import dev.partita.app.session.Document;
import dev.partita.ir.Node;
import dev.partita.partition.Segment;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The segments in running order. */
public final class SegmentsViewModel {

    private final Document document;
    private final ObservableList<SegmentRow> rows = FXCollections.observableArrayList();

    public SegmentsViewModel(Document document) {
        this.document = document;
        document.planProperty().subscribe(plan -> refresh());
        document.run().measuredProperty().addListener((value, old, now) -> refresh());
        document.run().comparedProperty().addListener((value, old, now) -> refresh());
    }

    ObservableList<SegmentRow> rows() {
        return rows;
    }

    void select(Segment segment) {
        segment.nodes().stream().findFirst()
                .ifPresent(node -> document.selectionProperty().set(Optional.of(node)));
    }

    private void refresh() {
        rows.setAll(document.plan().partitioning().segments().stream().map(this::row).toList());
    }

    private SegmentRow row(Segment segment) {
        return new SegmentRow(segment, boundary(segment), millis(segment), error(segment));
    }

    private static OptionalLong boundary(Segment segment) {
        long total = 0;
        for (Node node : Stream.concat(segment.inputs().stream(), segment.outputs().stream()).toList()) {
            Optional<Long> bytes = node.value().tensor().flatMap(NodeFacts::bytes);
            if (bytes.isEmpty()) {
                return OptionalLong.empty();
            }
            total += bytes.get();
        }
        return OptionalLong.of(total);
    }

    private OptionalDouble millis(Segment segment) {
        return ofCurrentBuild(document.run().measuredProperty().get().map(measured -> measured.millis(segment.name())));
    }

    private OptionalDouble error(Segment segment) {
        return ofCurrentBuild(document.run().comparedProperty().get().map(compared -> compared.error(segment.name())));
    }

    private OptionalDouble ofCurrentBuild(Optional<OptionalDouble> number) {
        return number.filter(_ -> document.run().isBuiltCurrent()).orElse(OptionalDouble.empty());
    }
}
