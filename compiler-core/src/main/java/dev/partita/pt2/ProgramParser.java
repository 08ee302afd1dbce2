package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.GraphModule;
import dev.partita.pt2.schema.ModuleCall;
import dev.partita.pt2.schema.Producer;
import dev.partita.pt2.schema.SchemaVersion;
import dev.partita.tensor.SymRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Streams the JSON of one program into records; schemas 1 to 8 arrive in the form of schema 8. */
final class ProgramParser {

    /** torch's wide sentinels of older files: one less than the limits of a 64-bit integer. */
    private static final long NO_BOUND = Long.MAX_VALUE - 1;

    private final JsonCursor json;
    private final GraphParser graphs;
    private Optional<ExportedGraph> graph = Optional.empty();
    private final SignatureParser signature;
    private List<ModuleCall> modules = List.of();
    private Map<String, String> metadata = Map.of();
    private Map<String, List<String>> namedTupleFields = Map.of();
    private Map<String, SymRange> ranges = Map.of();
    private Map<String, Long> opsets = Map.of();
    private List<String> verifiers = List.of();
    private List<String> guards = List.of();
    private Optional<SchemaVersion> schema = Optional.empty();
    private String torchVersion = "<=2.4";

    private ProgramParser(JsonCursor json, boolean kindsFromZero) {
        this.json = json;
        this.graphs = new GraphParser(json, kindsFromZero);
        this.signature = new SignatureParser(json, graphs.arguments());
    }

    /**
     * The schema version stands behind the graph, so a file of an old schema is read twice.
     *
     * @param text JSON with one zero behind it
     */
    static ParsedProgram parse(String entry, byte[] text) {
        try {
            ParsedProgram program = parse(entry, text, false);
            refuseUnsupported(entry, program.producer().schema());
            return program.producer().schema().isBefore(8, 6) ? parse(entry, text, true) : program;
        } catch (Pt2Exception e) {
            // A newer major is the better explanation of whatever went wrong in the graph.
            schemaVersion(entry, text).ifPresent(version -> refuseUnsupported(entry, version));
            throw e;
        }
    }

    private static ParsedProgram parse(String entry, byte[] text, boolean kindsFromZero) {
        return JsonCursor.read(entry, text, json -> new ProgramParser(json, kindsFromZero).program());
    }

    private static void refuseUnsupported(String entry, SchemaVersion version) {
        if (version.major() > SchemaVersion.CURRENT.major()) {
            throw Pt2Exception.inEntry(entry, "is written in export schema " + version + "; this version reads up to "
                    + SchemaVersion.CURRENT.major() + ".x. Export it with an older torch or update Partita");
        }
        if (version.major() < 1) {
            throw Pt2Exception.inEntry(entry, "is written in export schema " + version
                    + ", older than the first released one");
        }
    }

    private static Optional<SchemaVersion> schemaVersion(String entry, byte[] text) {
        try {
            return JsonCursor.read(entry, text, json -> {
                ProgramParser parser = new ProgramParser(json, false);
                json.struct(field -> {
                    if (field.equals("schema_version")) {
                        parser.schema = Optional.of(parser.schema());
                    } else {
                        json.skip();
                    }
                });
                return parser.schema;
            });
        } catch (Pt2Exception e) {
            return Optional.empty();
        }
    }

    private ParsedProgram program() {
        json.struct(field -> {
            switch (field) {
                case "graph_module" -> graphModule();
                case "opset_version" -> opsets = json.map(json::integer);
                case "range_constraints" -> ranges = json.map(this::range);
                case "schema_version" -> schema = Optional.of(schema());
                case "verifiers" -> verifiers = json.list(json::string);
                // One dialect name before schema 7.
                case "dialect" -> verifiers = List.of(json.string().toUpperCase(Locale.ROOT));
                case "torch_version" -> torchVersion = json.string();
                case "guards_code" -> guards = json.takesNull() ? List.of() : json.list(json::string);
                default -> json.skip();
            }
        });
        ExportedGraph found = graph.orElseThrow(() -> json.error("program without a graph"));
        Producer producer = new Producer(
                schema.orElseThrow(() -> json.error("program without schema_version")),
                torchVersion, opsets, verifiers, guards);
        return new ParsedProgram(
                new GraphModule(found, signature.signature(found), modules, metadata, namedTupleFields),
                ranges, producer);
    }

    private void graphModule() {
        json.struct(field -> {
            switch (field) {
                case "graph" -> graph = Optional.of(graphs.graph());
                case "signature" -> signature.read();
                case "module_call_graph" -> modules = json.list(this::moduleCall);
                case "metadata" -> metadata = json.map(json::string);
                case "treespec_namedtuple_fields" -> namedTupleFields = json.map(this::fieldNames);
                default -> json.skip();
            }
        });
    }

    private List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        json.struct(field -> {
            if (field.equals("field_names")) {
                names.addAll(json.list(json::string));
            } else {
                json.skip();
            }
        });
        return List.copyOf(names);
    }

    private ModuleCall moduleCall() {
        String path = "";
        Optional<ModuleCall.Signature> signature = Optional.empty();
        for (boolean more = json.entersStruct(); more; more = json.hasField()) {
            switch (json.field()) {
                case "fqn" -> path = json.string();
                case "signature" -> signature = json.takesNull() ? Optional.empty() : Optional.of(moduleSignature());
                default -> json.skip();
            }
        }
        return new ModuleCall(path, signature);
    }

    private static final class CallDraft {
        private List<Argument> inputs = List.of();
        private List<Argument> outputs = List.of();
        private String inputTree = "";
        private String outputTree = "";
        private Optional<List<String>> parameterNames = Optional.empty();
    }

    private ModuleCall.Signature moduleSignature() {
        CallDraft draft = new CallDraft();
        json.struct(field -> {
            switch (field) {
                case "inputs" -> draft.inputs = json.list(graphs.arguments()::argument);
                case "outputs" -> draft.outputs = json.list(graphs.arguments()::argument);
                case "in_spec" -> draft.inputTree = json.string();
                case "out_spec" -> draft.outputTree = json.string();
                case "forward_arg_names" -> draft.parameterNames = json.optional(() -> json.list(json::string));
                default -> json.skip();
            }
        });
        return new ModuleCall.Signature(
                draft.inputs, draft.outputs, draft.inputTree, draft.outputTree, draft.parameterNames);
    }

    private SymRange range() {
        long[] bounds = {SymRange.UNBOUNDED_MIN, SymRange.UNBOUNDED_MAX};
        json.struct(field -> {
            switch (field) {
                case "min_val" -> bounds[0] = json.optional(json::integer).orElse(SymRange.UNBOUNDED_MIN);
                case "max_val" -> bounds[1] = json.optional(json::integer).orElse(SymRange.UNBOUNDED_MAX);
                default -> json.skip();
            }
        });
        if (bounds[0] > bounds[1]) {
            throw json.error("empty range: minimum " + bounds[0] + " is above maximum " + bounds[1]);
        }
        return new SymRange(
                bounds[0] < -NO_BOUND ? SymRange.UNBOUNDED_MIN : bounds[0],
                bounds[1] >= NO_BOUND ? SymRange.UNBOUNDED_MAX : bounds[1]);
    }

    private SchemaVersion schema() {
        if (json.isInteger()) {
            return new SchemaVersion(json.smallInteger(), 0);
        }
        int[] parts = {-1, 0};
        json.struct(field -> {
            switch (field) {
                case "major" -> parts[0] = json.smallInteger();
                case "minor" -> parts[1] = json.smallInteger();
                default -> json.skip();
            }
        });
        return new SchemaVersion(parts[0], parts[1]);
    }
}
