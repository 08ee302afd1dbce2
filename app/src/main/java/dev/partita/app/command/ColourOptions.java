package dev.partita.app.command;

import dev.partita.app.graph.Colouring;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.NodeDataJson;
import dev.partita.cli.CommandException;
import dev.partita.cli.ExitCode;
import dev.partita.file.FileProblem;
import dev.partita.ir.Graph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What colours mean, and the files with the numbers behind them. */
final class ColourOptions {

    @Option(names = "--colors", paramLabel = "WHAT", description = "What colours mean: partition, operation, dtype, weights, memory, time or data.")
    private Optional<OverlayKind> colors = Optional.empty();

    @Option(names = "--times", paramLabel = "FILE", description = "Measured times, from 'partita profile --json FILE'; colours by them.")
    private Optional<Path> times = Optional.empty();

    @Option(names = "--data", paramLabel = "FILE", description = "Numbers by node in Model Explorer's form; colours by them.")
    private Optional<Path> data = Optional.empty();

    /**
     * @param lowered the graph that engines were built from; empty for another stage
     * @param otherwise when nothing was asked for
     */
    Colouring colouring(Optional<Graph> lowered, OverlayKind otherwise) {
        OverlayKind kind = colors.orElse(data.isPresent() ? OverlayKind.DATA : times.isPresent() ? OverlayKind.TIME : otherwise);
        if (kind == OverlayKind.TIME && times.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--colors time needs --times FILE, from 'partita profile --json FILE'");
        }
        if (kind == OverlayKind.DATA && data.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--colors data needs --data FILE");
        }
        if (times.isPresent() && lowered.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--times are those of the lowered graph: leave --stage exported out");
        }
        if (kind == OverlayKind.ERROR) {
            throw new CommandException(ExitCode.USAGE, "--colors error is for the window; 'partita accuracy' measures, --data draws");
        }
        Map<OverlayKind, NodeData> given = new EnumMap<>(OverlayKind.class);
        times.ifPresent(file -> given.put(OverlayKind.TIME, read(file, lowered.orElseThrow())));
        data.ifPresent(file -> given.put(OverlayKind.DATA, read(file)));
        return new Colouring(kind, given);
    }

    private static NodeData read(Path file, Graph lowered) {
        try {
            return ProfileTimes.read(file, lowered);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static NodeData read(Path file) {
        try {
            return NodeDataJson.read(file, String.valueOf(file.getFileName()).replaceFirst("\\.json$", ""));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandException unreadable(Path file, IOException problem) {
        return new CommandException(ExitCode.BAD_FILE, "cannot read " + file + ": " + FileProblem.words(problem), problem);
    }
}
