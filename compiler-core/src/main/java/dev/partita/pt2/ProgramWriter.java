package dev.partita.pt2;

import dev.partita.pt2.schema.ModuleCall;
import dev.partita.pt2.schema.SchemaVersion;
import dev.partita.tensor.SymRange;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the JSON of a program in the newest schema or an older one of major 8, keys in torch's order. */
final class ProgramWriter {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final JsonOut json;
    private final GraphWriter graphs;

    private ProgramWriter(JsonOut json, boolean keepsExpressionText) {
        this.json = json;
        this.graphs = new GraphWriter(json, keepsExpressionText);
    }

    static String write(ExportedProgram program) {
        return write(program, SchemaVersion.CURRENT);
    }

    static String write(ExportedProgram program, SchemaVersion schema) {
        // Schemas before 8.7 wrote expressions in infix form, which newer readers would give other symbols.
        boolean keepsText = !program.producer().schema().isBefore(8, 7);
        return toText(schema, json -> new ProgramWriter(json, keepsText).program(program));
    }

    static String write(Map<String, PayloadConfig.Entry> entries) {
        return toText(SchemaVersion.CURRENT, json -> json.struct(() -> json.map("config", entries, entry -> json.struct(() -> {
            json.text("path_name", entry.fileName());
            json.truth("is_param", entry.isParameter());
            json.truth("use_pickle", entry.pickled());
            json.name("tensor_meta");
            entry.meta().ifPresentOrElse(new ValueWriter(json, true)::tensorMeta, json::nothing);
        }))));
    }

    private static String toText(SchemaVersion schema, Consumer<JsonOut> writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            writer.accept(new JsonOut(generator, schema));
        }
        return text.toString();
    }

    private void program(ExportedProgram program) {
        json.struct(() -> {
            json.name("graph_module");
            module(program);
            json.map("opset_version", program.producer().opsets(), json::number);
            json.map("range_constraints", program.rangeConstraints(), this::range);
            json.name("schema_version");
            json.struct(() -> {
                json.number("major", json.schema().major());
                json.number("minor", json.schema().minor());
            });
            json.list("verifiers", program.producer().verifiers(), json::text);
            json.text("torch_version", program.producer().torchVersion());
            if (json.knows(14)) {
                json.list("guards_code", program.producer().guards(), json::text);
            }
        });
    }

    private void module(ExportedProgram program) {
        json.struct(() -> {
            json.name("graph");
            graphs.graph(program.module().graph());
            json.name("signature");
            new SignatureWriter(json, graphs.arguments()).signature(program.module().signature());
            json.list("module_call_graph", program.module().modules(), this::moduleCall);
            json.map("metadata", program.module().metadata(), json::text);
            if (json.knows(7)) {
                json.map("treespec_namedtuple_fields", program.module().namedTupleFields(), this::fieldNames);
            }
        });
    }

    private void fieldNames(List<String> names) {
        json.struct(() -> json.list("field_names", names, json::text));
    }

    private void moduleCall(ModuleCall call) {
        json.struct(() -> {
            json.text("fqn", call.path());
            json.name("signature");
            call.signature().ifPresentOrElse(this::callSignature, json::nothing);
        });
    }

    private void callSignature(ModuleCall.Signature signature) {
        json.struct(() -> {
            json.list("inputs", signature.inputs(), graphs.arguments()::argument);
            json.list("outputs", signature.outputs(), graphs.arguments()::argument);
            json.text("in_spec", signature.inputTree());
            json.text("out_spec", signature.outputTree());
            signature.parameterNames().ifPresentOrElse(
                    names -> json.list("forward_arg_names", names, json::text),
                    () -> json.nothing("forward_arg_names"));
        });
    }

    private void range(SymRange range) {
        json.struct(() -> {
            if (range.min() == SymRange.UNBOUNDED_MIN) {
                json.nothing("min_val");
            } else {
                json.number("min_val", range.min());
            }
            if (range.max() == SymRange.UNBOUNDED_MAX) {
                json.nothing("max_val");
            } else {
                json.number("max_val", range.max());
            }
        });
    }
}
