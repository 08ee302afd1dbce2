package dev.partita.app.shell;

import dev.partita.app.control.TabStrip;
import dev.partita.app.control.Ui;
import dev.partita.app.dialog.Dialogs;
import dev.partita.app.engine.BuildView;
import dev.partita.app.engine.BuildViewModel;
import dev.partita.app.lowering.PassesView;
import dev.partita.app.lowering.PassesViewModel;
import dev.partita.app.network.NetworkView;
import dev.partita.app.network.NetworkViewModel;
import dev.partita.app.partition.CoverageBar;
import dev.partita.app.partition.CoverageViewModel;
import dev.partita.app.partition.DetailsView;
import dev.partita.app.partition.DetailsViewModel;
import dev.partita.app.partition.OpsView;
import dev.partita.app.partition.OpsViewModel;
import dev.partita.app.partition.OutlineView;
import dev.partita.app.partition.OutlineViewModel;
import dev.partita.app.partition.SegmentsView;
import dev.partita.app.partition.SegmentsViewModel;
import dev.partita.app.partition.SweepView;
import dev.partita.app.partition.SweepViewModel;
import dev.partita.app.profile.ProfileView;
import dev.partita.app.profile.ProfileViewModel;
import dev.partita.app.report.ProblemsView;
import dev.partita.app.report.ProblemsViewModel;
import dev.partita.app.session.Document;
import dev.partita.app.session.Effects;
import dev.partita.app.session.Finding;
import dev.partita.app.session.Planning;
import dev.partita.app.session.Preferences;
import dev.partita.app.session.Session;
import dev.partita.app.settings.RangesView;
import dev.partita.app.settings.RangesViewModel;
import dev.partita.app.settings.SettingsView;
import dev.partita.app.settings.SettingsViewModel;
import dev.partita.app.text.Texts;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * An open document: outline, graph, details, and the tool windows below. The only place where screens meet. The graph comes
 * first; all else has its place and is made when the graph has been seen, or when it is asked for.
 */
public final class Workbench extends SplitPane {

    private final Session session;
    private final Document document;
    private final Planning planning;
    private final GraphLink link;
    private final DetailsViewModel details;
    private final GraphPane graph;
    private final StackPane outline = Ui.styled(new StackPane(), "tool-window");
    private final StackPane coverage = Ui.styled(new StackPane(), "coverage-place");
    private final TabStrip side = new TabStrip(Texts.of("tabs.more"));
    private final TabStrip bottom = new TabStrip(Texts.of("tabs.more"));
    private final Drawer drawer;
    private final Dialogs dialogs;
    private boolean complete;

    /** What pages need beyond the document. */
    public record Parts(Planning planning, Dialogs dialogs, ObservableBooleanValue dark, Preferences preferences) {}

    public Workbench(Session session, Document document, Parts parts) {
        this.session = session;
        this.document = document;
        this.planning = parts.planning();
        this.dialogs = parts.dialogs();
        this.link = new GraphLink(document, session, parts.dark());
        this.details = new DetailsViewModel(document, new Effects(planning, session.tasks()));
        this.graph = new GraphPane(link, details, session.memory(), document.place());
        graph.askForName(() -> parts.dialogs().askText(Texts.of("graph.snapshots.save"), Texts.of("graph.snapshots.name")));
        setId("workbench");
        VBox centre = new VBox(coverage, Ui.grow(graph));
        centre.getStyleClass().add("graph-pane");
        drawer = new Drawer(centre, bottom, parts.preferences());
        outline.setMinWidth(150);
        side.setMinWidth(240);
        getItems().addAll(outline, drawer, side);
        setDividerPositions(0.19, 0.74);
        SplitPane.setResizableWithParent(outline, false);
        SplitPane.setResizableWithParent(side, false);
        graph.view().afterFirstPicture(this::complete);
        followEvents();
    }

    /** Fills what stands around the graph, unless that has been done. */
    private void complete() {
        if (!complete) {
            complete = true;
            coverage.getChildren().add(new CoverageBar(new CoverageViewModel(document)));
            graph.complete();
            outline.getChildren().add(outline());
            fillSide();
            fillBottom(dialogs);
        }
    }

    /** Above the modules, where a file holds several programs, which one this is. */
    private Region outline() {
        OutlineView modules = new OutlineView(new OutlineViewModel(document));
        return document.place().name().isEmpty() ? modules : new VBox(new ProgramLine(session, document), Ui.grow(modules));
    }

    private void fillSide() {
        side.setId("side");
        side.add("node", Texts.of("tab.node"), () -> new DetailsView(details))
                .add("ops", Texts.of("tab.ops"), () -> new OpsView(new OpsViewModel(document)))
                .add("inputs", Texts.of("tab.inputs"), () -> new RangesView(new RangesViewModel(document)))
                .add("settings", Texts.of("tab.settings"), () -> new SettingsView(new SettingsViewModel(document)));
    }

    private void fillBottom(Dialogs dialogs) {
        bottom.setId("bottom");
        ProblemsViewModel problems = new ProblemsViewModel(document, dialogs);
        bottom.add("problems", Texts.of("tab.problems"), () -> new ProblemsView(problems))
                .add("segments", Texts.of("tab.segments"), () -> new SegmentsView(new SegmentsViewModel(document)))
                .add("sweep", Texts.of("tab.sweep"),
                        () -> new SweepView(new SweepViewModel(document, planning, session.tasks())))
                .add("lowering", Texts.of("tab.lowering"), () -> new PassesView(new PassesViewModel(document)))
                .add("network", Texts.of("tab.network"),
                        () -> new NetworkView(new NetworkViewModel(document, planning, session.tasks())))
                .add("build", Texts.of("tab.build"),
                        () -> new BuildView(new BuildViewModel(document, session.machineProperty())))
                .add("profile", Texts.of("tab.profile"), () -> new ProfileView(new ProfileViewModel(document)))
                .badge("problems", problems.countWords(), "error")
                .trailing(Ui.iconButton("mdi2c-chevron-down", Texts.of("bottom.toggle"), () -> drawer.toggle()));
        bottom.select(document.findings().isEmpty() ? "segments" : "problems");
    }

    /** Shows what just happened: a build its phases, a measurement its numbers, a failure its finding. */
    private void followEvents() {
        document.run().activeProperty().addListener((value, old, now) -> {
            if (now.isPresent() && old.isEmpty()) {
                showBottom("build");
            }
        });
        document.run().measuredProperty().addListener((value, old, now) -> {
            if (now.isPresent()) {
                showBottom("profile");
            }
        });
        document.run().comparedProperty().addListener((value, old, now) -> {
            if (now.isPresent()) {
                showBottom("segments");
            }
        });
        document.findings().addListener((ListChangeListener<Finding>) change -> {
            while (change.next()) {
                if (change.getAddedSubList().stream()
                        .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
                    showBottom("problems");
                }
            }
        });
    }
    /** Puts the cursor where one searches for modules and ops. */
    void find() {
        complete();
        graph.find();
    }

    GraphPane graph() {
        return graph;
    }

    /** Called when another page takes this one's place. */
    void close() {
        drawer.keep();
        graph.close();
        link.close();
    }

    void showSide(String id) {
        complete();
        side.select(id);
    }

    void showBottom(String id) {
        complete();
        drawer.open();
        bottom.select(id);
    }
}
