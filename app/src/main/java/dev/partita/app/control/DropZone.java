package dev.partita.app.control;

import java.io.File;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Makes a node accept one dropped file and shows the state {@code :dropping} meanwhile. */
public final class DropZone {

    private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

    private DropZone() {}

    public static void install(Node target, Predicate<File> accepts, Consumer<File> onDrop) {
        target.setOnDragOver(event -> {
            if (accepted(event, accepts)) {
                event.acceptTransferModes(TransferMode.COPY);
                target.pseudoClassStateChanged(DROPPING, true);
            }
            event.consume();
        });
        target.setOnDragExited(event -> target.pseudoClassStateChanged(DROPPING, false));
        target.setOnDragDropped(event -> {
            boolean accepted = accepted(event, accepts);
            event.setDropCompleted(accepted);
            event.consume();
            if (accepted) {
                onDrop.accept(event.getDragboard().getFiles().getFirst());
            }
        });
    }

    private static boolean accepted(DragEvent event, Predicate<File> accepts) {
        return event.getDragboard().hasFiles() && accepts.test(event.getDragboard().getFiles().getFirst());
    }
}
