package dev.partita.app.dialog;

import dev.partita.app.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.ChoiceDialog;
import javafx.scene.control.Dialog;
import javafx.scene.control.TextInputDialog;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The system's own dialogs, on top of the window. */
public final class WindowDialogs implements Dialogs {

    private final Supplier<Window> owner;

    public WindowDialogs(Supplier<Window> owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> chooseModel() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("open.dialog"));
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter(Texts.of("open.filter.programs"), "*.pt2"),
                new FileChooser.ExtensionFilter(Texts.of("open.filter.all"), "*"));
        return path(chooser.showOpenDialog(owner.get()));
    }

    @Override
    public Optional<Path> chooseTarget(String title, String suggestedName) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(suggestedName);
        return path(chooser.showSaveDialog(owner.get()));
    }

    @Override
    public Optional<Path> chooseFile(String title, String pattern) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter(pattern, pattern), new FileChooser.ExtensionFilter(Texts.of("open.filter.all"), "*"));
        return path(chooser.showOpenDialog(owner.get()));
    }

    @Override
    public Optional<String> askText(String title, String label) {
        return ask(new TextInputDialog(), title, label).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<String> choose(String title, String label, List<String> words) {
        return ask(new ChoiceDialog<>(words.getFirst(), words), title, label);
    }

    private Optional<String> ask(Dialog<String> dialog, String title, String label) {
        dialog.initOwner(owner.get());
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.setGraphic(null);
        dialog.getDialogPane().setContentText(label);
        return dialog.showAndWait();
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return path(chooser.showDialog(owner.get()));
    }

    @Override
    public void copyToClipboard(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static Optional<Path> path(@org.jspecify.annotations.Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
