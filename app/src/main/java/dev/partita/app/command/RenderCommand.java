package dev.partita.app.command;

import dev.partita.app.graph.Colouring;
import dev.partita.app.graph.OverlayKind;
import dev.partita.app.graph.export.GraphExport;
import dev.partita.app.graph.export.Picture;
import dev.partita.app.graph.export.PictureFormat;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.PlannedGraph;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.graph.paint.GroupShares;
import dev.partita.app.graph.paint.Look;
import dev.partita.app.graph.paint.Overlay;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.layout.Direction;
import dev.partita.cli.CommandException;
import dev.partita.cli.ExitCode;
import dev.partita.cli.JsonOption;
import dev.partita.cli.OutputPath;
import dev.partita.cli.SettingsFlags;
import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.file.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code partita render MODEL -o graph.png}: the drawn graph, without a window or a display. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        modelTransformer = SettingsFlags.class,
        description = "Draws the graph to a PNG, SVG, PDF, DOT or JSON file; needs no display.")
public final class RenderCommand implements Callable<Integer> {

    private enum Stage { EXPORTED, LOWERED, PARTITIONED }

    private enum Theme { LIGHT, DARK }

    private enum Open { FITTING, ALL, NONE }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file that torch.export.save wrote.")
    private Path file;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE", description = "Its ending chooses the format: .png, .svg, .pdf, .dot or .json.")
    private Path output;

    @Option(names = "--model", paramLabel = "NAME", description = "Which program of an archive that holds several.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--stage", paramLabel = "exported|lowered|partitioned", defaultValue = "partitioned",
            description = "The graph of which stage (default: ${DEFAULT-VALUE}).")
    private Stage stage = Stage.PARTITIONED;

    @Option(names = "--theme", paramLabel = "light|dark", defaultValue = "light", description = "Colours (default: ${DEFAULT-VALUE}).")
    private Theme theme = Theme.LIGHT;

    @Mixin
    private ColourOptions colours = new ColourOptions();

    @Mixin
    private PartOptions part = new PartOptions();

    @Option(names = "--open", paramLabel = "fitting|all|none", defaultValue = "fitting",
            description = "Groups to open (default: ${DEFAULT-VALUE}).")
    private Open open = Open.FITTING;

    @Option(names = "--items", paramLabel = "N", defaultValue = "80",
            description = "With --open fitting: how many boxes to show at most (default: ${DEFAULT-VALUE}).")
    private int items = 80;

    @Option(names = "--left-right", description = "Edges lead to the right instead of down.")
    private boolean leftRight;

    @Option(names = "--columns", defaultValue = "1", paramLabel = "N", description = "Columns that a long graph is wrapped into; 0 chooses.")
    private int columns = 1;

    @Option(names = "--scale", paramLabel = "X", defaultValue = "1",
            description = "Pixels per point of a PNG; 2 for print and high-resolution screens.")
    private double scale = 1;

    @Option(names = "--no-legend", description = "Leaves the legend out.")
    private boolean noLegend;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        PictureFormat format = PictureFormat.of(output).orElseThrow(() -> new CommandException(ExitCode.USAGE,
                "cannot tell the format of '" + output + "': end its name with .png, .svg, .pdf, .dot or .json"));
        if (!(scale > 0 && scale <= 8)) {
            throw new CommandException(ExitCode.USAGE, "--scale " + scale + " is out of range: choose more than 0 and at most 8");
        }
        if (items < 1) {
            throw new CommandException(ExitCode.USAGE, "--items " + items + " is out of range: choose 1 or more");
        }
        if (columns < 0 || columns > ViewState.MOST_COLUMNS) {
            throw new CommandException(ExitCode.USAGE, "--columns " + columns + " is out of range: choose 0 to " + ViewState.MOST_COLUMNS);
        }
        OutputPath.require(output);
        try (OpenedProgram program = OpenedProgram.open(file, model)) {
            Picture picture = picture(program);
            write(picture, format);
            if (json.isWanted()) {
                json.write(facts(program, picture.scene().model(), format), spec.commandLine().getOut());
            }
        }
        return ExitCode.SUCCESS.code();
    }

    private Picture picture(OpenedProgram program) {
        String name = String.valueOf(file.getFileName());
        if (stage == Stage.EXPORTED) {
            return picture(PlannedGraph.exported(name, program.importProgram()), colours.colouring(Optional.empty(), OverlayKind.OPERATION));
        }
        Plan plan = new Planner().plan(program, SettingsFlags.read(spec.commandLine().getParseResult()));
        OverlayKind usual = stage == Stage.PARTITIONED ? OverlayKind.PARTITION : OverlayKind.OPERATION;
        return picture(PlannedGraph.of(name, plan), colours.colouring(Optional.of(plan.lowered().graph()), usual));
    }

    private Picture picture(PlannedGraph whole, Colouring colouring) {
        Optional<PartOptions.Chosen> chosen = part.of(whole);
        PlannedGraph graph = chosen.map(some -> some.part().shown()).orElse(whole);
        GraphModel shown = graph.model();
        ViewState state = switch (open) {
            case FITTING -> ViewState.fitting(shown, items);
            case ALL -> ViewState.flat(shown);
            case NONE -> ViewState.closed();
        };
        Direction direction = leftRight ? Direction.LEFT_RIGHT : Direction.TOP_DOWN;
        Scene scene = new SceneBuilder().build(shown,
                state.withDirection(direction).withColumns(columns == 0 ? ViewState.WRAPPED : columns));
        GraphPalette palette = theme == Theme.DARK ? GraphPalette.DARK : GraphPalette.LIGHT;
        Overlay overlay = colouring.overlay(graph, palette);
        Look look = Look.of(palette, overlay, new GroupShares(shown, overlay));
        return new Picture(scene, chosen.map(some -> look.with(marks(scene, some))).orElse(look), scene.bounds(), scale, !noLegend);
    }

    /** Among neighbours, what was asked for by name stands out. */
    private static Look.Marks marks(Scene scene, PartOptions.Chosen chosen) {
        if (chosen.named().size() == scene.model().boxes().size()) {
            return Look.Marks.NONE;
        }
        Set<Integer> items = chosen.named().stream().map(scene::itemOfBox).collect(Collectors.toSet());
        return new Look.Marks(items, Set.of(), Set.of(), Set.of(), -1);
    }

    private Map<String, Object> facts(OpenedProgram program, GraphModel drawn, PictureFormat format) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("model", String.valueOf(file.getFileName()));
        facts.put("program", program.exported().name());
        facts.put("stage", stage.name().toLowerCase(Locale.ROOT));
        facts.put("output", output.toString());
        facts.put("format", format.ending());
        facts.put("boxes", drawn.boxes().size());
        facts.put("wires", drawn.wires().size());
        facts.put("groups", drawn.groups().size());
        return facts;
    }

    private void write(Picture picture, PictureFormat format) {
        try {
            GraphExport.write(picture, format, output);
        } catch (IOException e) {
            throw new CommandException(ExitCode.BAD_FILE, "cannot write " + output + ": " + FileProblem.words(e), e);
        }
    }
}
