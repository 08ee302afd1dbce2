package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;

/** Menus and the few actions that people use all the time, in one slim line. */
final class TopBar extends HBox {

    private final List<Command> commands;

    TopBar(List<Command> commands) {
        this.commands = commands;
        getStyleClass().add("top-bar");
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        setSpacing(4);
        Button palette = Ui.button(Texts.of("palette.button"), () -> command("palette").run(), "palette-button");
        palette.setGraphic(Ui.icon("mdi2m-magnify"));
        palette.setId("palette-button");
        getChildren().addAll(
                menuBar(),
                Ui.spacer(),
                palette,
                Ui.spacer(),
                icon("undo", "mdi2u-undo"),
                icon("redo", "mdi2r-redo"),
                gap(),
                primary("build", "mdi2h-hammer", "accent"),
                primary("profile", "mdi2s-speedometer", "quiet-button"),
                gap(),
                icon("theme", "mdi2t-theme-light-dark"));
    }

    private MenuBar menuBar() {
        MenuBar bar = new MenuBar();
        bar.setMinWidth(USE_PREF_SIZE);
        for (Command.Menu kind : Command.Menu.values()) {
            Menu menu = new Menu(kind.title());
            menu.setId("menu-" + kind.name().toLowerCase(java.util.Locale.ROOT));
            for (Command command : commands) {
                if (command.menu() == kind && !command.isRecent()) {
                    menu.getItems().add(item(command));
                }
            }
            bar.getMenus().add(menu);
        }
        return bar;
    }

    private static MenuItem item(Command command) {
        if (command.id().equals(Command.SEPARATOR)) {
            return new SeparatorMenuItem();
        }
        MenuItem item = new MenuItem();
        item.setMnemonicParsing(false);
        item.textProperty().bind(command.title());
        item.disableProperty().bind(javafx.beans.binding.Bindings.not(command.action().enabled()));
        if (!command.keys().isEmpty()) {
            item.setAccelerator(KeyCombination.valueOf(command.keys()));
        }
        item.setOnAction(event -> command.run());
        return item;
    }

    private Button icon(String id, String literal) {
        Command command = command(id);
        Button button = Ui.iconButton(literal, tip(command), command::run);
        button.setId("button-" + id);
        command.title().addListener((value, old, now) -> button.setTooltip(Ui.tooltip(tip(command))));
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(command.action().enabled()));
        return button;
    }

    private Button primary(String id, String literal, String style) {
        Command command = command(id);
        Button button = Ui.button("", command::run, style);
        button.setId("button-" + id);
        button.textProperty().bind(command.title());
        button.setGraphic(Ui.icon(literal));
        button.setTooltip(Ui.tooltip(tip(command)));
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(command.action().enabled()));
        return button;
    }

    private static String tip(Command command) {
        List<String> parts = new ArrayList<>(List.of(command.title().get()));
        if (!command.keys().isEmpty()) {
            parts.add(command.keyWords());
        }
        return String.join("   ", parts);
    }

    private Command command(String id) {
        return commands.stream().filter(command -> command.id().equals(id)).findFirst().orElseThrow();
    }

    private static javafx.scene.layout.Region gap() {
        javafx.scene.layout.Region gap = new javafx.scene.layout.Region();
        gap.setMinWidth(8);
        return gap;
    }
}
