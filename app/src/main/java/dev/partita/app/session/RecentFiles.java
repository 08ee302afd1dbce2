package dev.partita.app.session;

import java.nio.file.Path;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Files opened lately, newest first, each once. */
public final class RecentFiles {

    /** Ctrl+1 to Ctrl+9. */
    public static final int LIMIT = 9;

    private final ObservableList<Path> files = FXCollections.observableArrayList();

    public RecentFiles(List<Path> initial) {
        files.setAll(initial.stream().limit(LIMIT).toList());
    }

    public ObservableList<Path> files() {
        return FXCollections.unmodifiableObservableList(files);
    }

    public void opened(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        files.remove(absolute);
        files.addFirst(absolute);
        if (files.size() > LIMIT) {
            files.remove(LIMIT, files.size());
        }
    }

    public void forgetAll() {
        files.clear();
    }

    public void forget(Path file) {
        files.remove(file);
    }
}
