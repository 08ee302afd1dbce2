package dev.partita.app.partition;

import dev.partita.app.control.Chip;
import dev.partita.app.control.EmptyState;
import dev.partita.app.control.Facts;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.convert.Remedy;
import dev.partita.partition.NodeVerdict;
import dev.partita.partition.TorchReason;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What is known about the selected node, most important first: where it runs and why. */
public final class DetailsView extends ScrollPane {

    private final DetailsViewModel model;

    public DetailsView(DetailsViewModel model) {
        this.model = model;
        setId("details");
        getStyleClass().add("details");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        model.detailsProperty().subscribe(this::show);
    }

    private void show(Optional<NodeDetails> details) {
        setContent(details.<Node>map(this::page).orElseGet(() ->
                new EmptyState("mdi2c-cursor-default-click-outline", Texts.of("details.none"), Texts.of("details.none.words"))));
        setVvalue(0);
    }

    private Node page(NodeDetails details) {
        VBox page = Ui.styled(new VBox(), "details-page");
        page.getChildren().addAll(heading(details));
        details.verdict().ifPresent(verdict -> page.getChildren().add(whereItRuns(details, verdict)));
        addSection(page, Texts.of("details.output"), outputs(details));
        addSection(page, Texts.of("details.arguments"), lines(details.arguments()));
        addSection(page, Texts.of("details.users"), users(details));
        addSection(page, Texts.of("details.source"), source(details));
        return page;
    }

    private Node heading(NodeDetails details) {
        var node = details.node();
        String op = node.isCall() ? node.op().shortName() : node.kind().fxName();
        Label title = Ui.paragraph(op, "details-title");
        Label name = Ui.paragraph("%" + node.name(), "mono", "muted");
        name.setId("details-name");
        VBox words = Ui.grow(Ui.column(1, title, name));
        HBox heading = Ui.row(6, words);
        if (node.isCall()) {
            heading.getChildren().add(excludeMenu(details));
        }
        return Ui.styled(heading, "details-heading");
    }

    private MenuButton excludeMenu(NodeDetails details) {
        MenuButton menu = new MenuButton(Texts.of("details.exclude"));
        menu.setId("details-exclude");
        menu.getStyleClass().add("quiet-menu");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.getItems().setAll(ExcludeMenu.items(details.node(), model));
        return menu;
    }

    private Node whereItRuns(NodeDetails details, NodeVerdict verdict) {
        boolean trt = verdict.runsInTensorRt();
        VBox card = Ui.styled(new VBox(7), "verdict", trt ? "trt" : "torch");
        card.getChildren().add(Ui.row(7,
                Ui.icon(trt ? "mdi2c-check-circle" : "mdi2f-fire", trt ? "trt" : "torch"),
                Ui.label(Texts.of(trt ? "verdict.trt" : "verdict.torch"), "strong"),
                Ui.spacer(),
                new Chip(verdict.segment().name(), trt ? "trt" : "torch", "mono")));
        verdict.whyTorch().ifPresent(why -> addReason(card, why, details.remedies()));
        if (trt && verdict.support() instanceof dev.partita.convert.Verdict.Supported supported) {
            card.getChildren().add(Ui.paragraph(Texts.of("verdict.rule", supported.rule()), "caption"));
        }
        return card;
    }

    private void addReason(VBox card, TorchReason why, List<Remedy> remedies) {
        Label words = Ui.paragraph(why.words());
        words.setId("details-reason");
        card.getChildren().add(words);
        for (Remedy remedy : remedies) {
            Button apply = Ui.button(remedy.words(), () -> model.apply(remedy), "remedy-button");
            apply.setId("remedy");
            apply.setMaxWidth(Double.MAX_VALUE);
            apply.setWrapText(true);
            apply.setMinHeight(USE_PREF_SIZE);
            apply.setGraphic(Ui.icon("mdi2a-auto-fix"));
            Label effect = Ui.paragraph(Texts.of("effect.computing"), "caption");
            effect.setId("remedy-effect");
            model.simulate(remedy, effect::setText);
            card.getChildren().addAll(apply, effect);
        }
    }

    private static Facts outputs(NodeDetails details) {
        Facts facts = new Facts();
        var node = details.node();
        String value = NodeFacts.value(node.value());
        if (!value.isEmpty()) {
            facts.add(Texts.of("details.value"), value, "mono");
        }
        node.value().tensor().flatMap(NodeFacts::bytes)
                .ifPresent(bytes -> facts.add(Texts.of("details.size"), Texts.bytes(bytes)));
        if (node.kind() == dev.partita.ir.NodeKind.GET_ATTR) {
            facts.add(Texts.of("details.weight"), node.target(), "mono");
            NodeFacts.weight(node).ifPresent(words -> facts.add(Texts.of("details.stored"), words, "mono"));
        }
        return facts;
    }

    private Facts lines(List<NodeDetails.Line> lines) {
        Facts facts = new Facts();
        for (NodeDetails.Line line : lines) {
            line.jump().ifPresentOrElse(
                    target -> facts.add(line.name(), link(line.value(), target)),
                    () -> facts.add(line.name(), line.value(), "mono"));
        }
        return facts;
    }

    private Facts users(NodeDetails details) {
        Facts facts = new Facts();
        int number = 0;
        for (dev.partita.ir.Node user : details.node().users()) {
            facts.add(String.valueOf(number++), link("%" + user.name(), user));
        }
        return facts;
    }

    private Label link(String words, dev.partita.ir.Node target) {
        Label link = Ui.paragraph(words, "mono", "node-link");
        link.setOnMouseClicked(event -> model.select(target));
        return link;
    }

    private static Facts source(NodeDetails details) {
        Facts facts = new Facts();
        NodeDetails.Source source = details.source();
        if (!source.modulePath().isEmpty()) {
            facts.add(Texts.of("details.module"), source.modulePath(), "mono");
            facts.add(Texts.of("details.class"), shortened(source.moduleType(), "."), "mono");
        }
        if (!source.location().isEmpty()) {
            Label line = Ui.paragraph(shortened(source.location(), "/"), "mono");
            line.setTooltip(Ui.tooltip(source.location()));
            facts.add(Texts.of("details.line"), line);
        }
        if (!source.code().isEmpty()) {
            facts.add(Texts.of("details.code"), source.code(), "mono", "code-line");
        }
        return facts;
    }

    /** The last two parts of a dotted or slashed name: enough to recognise it in a narrow panel. */
    private static String shortened(String name, String separator) {
        int last = name.lastIndexOf(separator);
        int cut = last <= 0 ? -1 : name.lastIndexOf(separator, last - 1);
        return cut < 0 ? name : name.substring(cut + 1);
    }

    private static void addSection(VBox page, String title, Facts facts) {
        if (!facts.isEmpty()) {
            page.getChildren().add(Ui.styled(Ui.column(5, Ui.label(title, "section-title"), facts), "details-section"));
        }
    }
}
