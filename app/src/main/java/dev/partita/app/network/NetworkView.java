package dev.partita.app.network;

import dev.partita.app.control.EmptyState;
import dev.partita.app.control.ItemWords;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.partition.Segment;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The network's text, in a fixed-width font, with a choice of segment above. */
public final class NetworkView extends VBox {

    public NetworkView(NetworkViewModel model) {
        TextArea text = new TextArea();
        text.setId("network-text");
        text.setEditable(false);
        text.getStyleClass().addAll("mono", "text-page");
        text.textProperty().bind(model.textProperty());
        EmptyState none = new EmptyState(
                "mdi2l-layers-off-outline", Texts.of("network.none"), Texts.of("network.none.words"));
        Node head = Ui.styled(Ui.row(8, choice(model)), "page-tools");
        StackPane body = new StackPane(text, none);
        Runnable refresh = () -> {
            boolean empty = model.segments().isEmpty();
            Ui.setShown(none, empty);
            Ui.setShown(text, !empty);
            Ui.setShown(head, !empty);
        };
        refresh.run();
        model.segments().addListener((ListChangeListener<Segment>) change -> refresh.run());
        getChildren().addAll(head, Ui.grow(body));
    }

    private static ComboBox<Segment> choice(NetworkViewModel model) {
        ComboBox<Segment> choice = new ComboBox<>(model.segments());
        choice.setId("network-segment");
        choice.setConverter(new ItemWords<>(segment -> segment.name() + "   " + Texts.of("count.ops", segment.nodes().size())));
        model.chosenProperty().subscribe(segment -> segment.ifPresent(choice::setValue));
        choice.setOnAction(event -> {
            if (choice.getValue() != null) {
                model.chosenProperty().set(Optional.of(choice.getValue()));
            }
        });
        return choice;
    }
}
