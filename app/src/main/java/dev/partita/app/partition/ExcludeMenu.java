package dev.partita.app.partition;

import dev.partita.app.session.Exclusions;
import dev.partita.app.text.Texts;
import dev.partita.ir.Node;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuItem;

/** How much to send to Torch: this node, its op, its module, all modules like it. */
public final class ExcludeMenu {

    private ExcludeMenu() {}

    /** Entries for a call; nothing for other nodes. */
    public static List<MenuItem> items(Node node, DetailsViewModel model) {
        List<MenuItem> items = new ArrayList<>();
        if (node.isCall()) {
            items.add(item(Texts.of("exclude.node", node.name()), () -> model.exclude(node)));
            items.add(item(Texts.of("exclude.op", node.op().shortName()), () -> model.excludeOp(node)));
            String path = node.origin().modulePath();
            if (!path.isEmpty()) {
                items.add(item(Texts.of("exclude.module", path), () -> model.excludeModule(path)));
                String identical = Exclusions.identicalModules(path);
                if (!identical.equals(path)) {
                    items.add(item(Texts.of("exclude.identical", identical), () -> model.excludeModule(identical)));
                }
            }
        }
        return items;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
