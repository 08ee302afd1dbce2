package dev.partita.app.shell;

import dev.partita.app.graph.GraphViewModel;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.export.GraphExport;
import dev.partita.app.graph.export.Picture;
import dev.partita.app.graph.export.PictureFormat;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.NodeDataJson;
import dev.partita.app.session.Document;
import dev.partita.app.session.Session;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.task.Work;
import dev.partita.app.text.Texts;
import dev.partita.file.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Files about a graph: pictures, and numbers for its nodes in Model Explorer's form. Each outcome becomes a note. */
final class GraphFiles {

    private final Session session;
    private final Actions actions;

    GraphFiles(Session session, Actions actions) {
        this.session = session;
        this.actions = actions;
    }

    void save(Picture picture) {
        actions.chooseTarget(Texts.of("export.title"), name(".svg")).ifPresent(file -> write(file, context -> {
            GraphExport.write(picture, PictureFormat.of(file).orElse(PictureFormat.PNG), file);
            return file;
        }));
    }

    /** Paints the numbers of a file. */
    void loadData(GraphViewModel graph) {
        actions.chooseFile(Texts.of("data.load"), "*.json").ifPresent(file -> loadData(graph, file));
    }

    void loadData(GraphViewModel graph, Path file) {
        run(Texts.of("data.task", file.getFileName()), context -> NodeDataJson.read(file, title(file)), (NodeData data) -> {
            graph.colours().dataProperty().set(Optional.of(data));
            graph.colours().overlayProperty().set(OverlayKind.DATA);
            note(Texts.of("data.loaded", matched(graph, data), data.values().size(), file));
        }, problem -> note(Texts.of("data.failed", file.getFileName(), words(problem))));
    }

    private static long matched(GraphViewModel graph, NodeData data) {
        return graph.graphProperty().get()
                .map(shown -> data.values().keySet().stream().filter(id -> shown.model().box(id).isPresent()).count())
                .orElse(0L);
    }

    /** Writes the numbers that are painted now; without any there is nothing to write. */
    void saveData(GraphViewModel graph) {
        graph.paintedNumbers().filter(data -> !data.values().isEmpty()).ifPresentOrElse(
                data -> actions.chooseTarget(Texts.of("data.save"), name(".json")).ifPresent(file -> write(file, context -> {
                    NodeDataJson.write(data, file);
                    return file;
                })),
                () -> note(Texts.of("data.none")));
    }

    private static String title(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    }

    private String name(String ending) {
        return document().map(document -> document.program().name()).orElse("graph") + ending;
    }

    private void write(Path file, Work<Path> work) {
        run(Texts.of("export.task", file.getFileName()), work, written -> note(Texts.of("export.done", written)),
                problem -> note(Texts.of("export.failed", file, words(problem))));
    }

    private static String words(Exception problem) {
        return problem instanceof IOException about ? FileProblem.words(about) : String.valueOf(problem.getMessage());
    }

    private <T> void run(String title, Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
        session.tasks().submit(new BackgroundTask<>(title, "export", work, done, failed));
    }

    private void note(String words) {
        document().ifPresent(document -> document.note(words));
    }

    private Optional<Document> document() {
        return session.documentProperty().get();
    }
}
