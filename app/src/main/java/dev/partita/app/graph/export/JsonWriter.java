package dev.partita.app.graph.export;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.Group;
import dev.partita.app.graph.model.Wire;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** The graph and where it is drawn, for programs: boxes, wires, groups, and the places of what shows. */
final class JsonWriter {

    private final JsonGenerator out;
    private final Picture picture;
    private final GraphModel model;

    private JsonWriter(JsonGenerator out, Picture picture) {
        this.out = out;
        this.picture = picture;
        model = picture.scene().model();
    }

    static String json(Picture picture) {
        StringWriter text = new StringWriter();
        ObjectWriteContext context = new ObjectWriteContext.Base() {
            @Override
            public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
                return new DefaultPrettyPrinter();
            }
        };
        try (JsonGenerator out = new JsonFactory().createGenerator(context, text)) {
            new JsonWriter(out, picture).write();
        }
        return text.append('\n').toString();
    }

    private void write() {
        out.writeStartObject();
        out.writeStringProperty("model", model.name());
        out.writeArrayPropertyStart("boxes");
        for (int box = 0; box < model.boxes().size(); box++) {
            writeBox(box);
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("wires");
        model.wires().forEach(this::writeWire);
        out.writeEndArray();
        out.writeArrayPropertyStart("groups");
        model.groups().stream().skip(1).forEach(this::writeGroup);
        out.writeEndArray();
        out.writeArrayPropertyStart("items");
        picture.scene().items().forEach(this::writeItem);
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writeBox(int number) {
        Box box = model.boxes().get(number);
        out.writeStartObject();
        out.writeStringProperty("id", box.id());
        out.writeStringProperty("op", box.facts().op());
        out.writeStringProperty("title", box.label().title());
        out.writeStringProperty("detail", box.label().detail());
        out.writeStringProperty("category", box.category().words());
        out.writeStringProperty("module", box.facts().module());
        out.writeStringProperty("group", model.groups().get(box.group()).path());
        out.writeStringProperty("result", box.facts().result().words());
        out.writeStringProperty("legend", picture.look().overlay().legend().get(picture.look().overlay().entry(number)).words());
        out.writeEndObject();
    }

    private void writeWire(Wire wire) {
        out.writeStartObject();
        out.writeStringProperty("from", model.boxes().get(wire.from()).id());
        out.writeStringProperty("to", model.boxes().get(wire.to()).id());
        out.writeNumberProperty("input", wire.input());
        out.writeStringProperty("carries", wire.payload().words());
        out.writeEndObject();
    }

    private void writeGroup(Group group) {
        out.writeStartObject();
        out.writeStringProperty("path", group.path());
        out.writeStringProperty("type", group.name().type());
        out.writeStringProperty("parent", model.groups().get(group.parent()).path());
        out.writeEndObject();
    }

    private void writeItem(Item item) {
        Scene scene = picture.scene();
        Rect rect = item.rect();
        out.writeStartObject();
        out.writeStringProperty(item.isGroup() ? "group" : "box",
                item.isGroup() ? scene.model().groups().get(item.index()).path() : scene.model().boxes().get(item.index()).id());
        out.writeBooleanProperty("open", item.kind() == Item.Kind.OPEN);
        out.writeNumberProperty("x", rect.x());
        out.writeNumberProperty("y", rect.y());
        out.writeNumberProperty("width", rect.width());
        out.writeNumberProperty("height", rect.height());
        out.writeEndObject();
    }
}
