package dev.partita.app.control;

import java.util.List;
import javafx.scene.layout.Region;

/** Parts of a whole as one thin bar; parts take their colour from their style class. */
public final class StackedBar extends Region {

    /** One part: its share in any unit, and the css class that colours it. */
    public record Part(double amount, String style) {}

    private List<Part> parts = List.of();

    public StackedBar() {
        getStyleClass().add("stacked-bar");
    }

    public void setParts(List<Part> newParts) {
        parts = newParts.stream().filter(part -> part.amount() > 0).toList();
        getChildren().setAll(parts.stream().map(part -> Ui.styled(new Region(), "bar-part", part.style())).toList());
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double total = parts.stream().mapToDouble(Part::amount).sum();
        double x = 0;
        for (int i = 0; i < parts.size(); i++) {
            double width = getWidth() * parts.get(i).amount() / total;
            double gap = i + 1 < parts.size() ? 1 : 0;
            getChildren().get(i).resizeRelocate(x, 0, Math.max(1, width - gap), getHeight());
            x += width;
        }
    }
}
