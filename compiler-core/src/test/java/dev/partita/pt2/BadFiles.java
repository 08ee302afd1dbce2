package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partita.fixture.Fixtures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Damaged and hostile archives, each from a good one by one change. The name says what is wrong. */
final class BadFiles {

    private static final String JSON = "m/models/model.json";
    private static final String WEIGHTS = "m/data/weights/model_weights_config.json";
    private static final String SAMPLES = "m/data/sample_inputs/model.pt";

    private final Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();

    private BadFiles() {
        container();
        zipLies();
        program();
        expressions();
        weights();
        pickledWeights();
        otherFiles();
    }

    /** Contents by name; built when asked for, some are large. */
    static Map<String, Supplier<byte[]>> all() {
        return new BadFiles().files;
    }

    private static ZipForge good() {
        return ZipForge.of(Fixtures.model("mlp_tiny"));
    }

    private static ZipForge dynamic() {
        return ZipForge.of(Fixtures.model("mlp_tiny_dyn"));
    }

    private void put(String name, Supplier<ZipForge> forge) {
        files.put(name, () -> forge.get().bytes());
    }

    private void container() {
        put("archive_format is not pt2", () -> good().set("m/archive_format", "pt3"));
        put("archive_format is huge", () -> good().set("m/archive_format", "p".repeat(1 << 20)));
        put("archive_version is newer", () -> good().set("m/archive_version", "1"));
        put("big endian", () -> good().set("m/byteorder", "big"));
        put("no models", () -> good().remove(JSON));
        put("no archive_format", () -> good().remove("m/archive_format"));
        put("weight record missing", () -> good().remove("m/data/weights/weight_0"));
        put("weights config missing", () -> good().remove(WEIGHTS));
    }

    private void zipLies() {
        put("name leaves the archive", () -> good().set("m/../../evil", "x"));
        put("absolute name", () -> good().set("/etc/passwd", "x"));
        put("backslash name", () -> good().set("m\\evil", "x"));
        put("drive letter", () -> good().set("C:/evil", "x"));
        put("control character in name", () -> good().set("m/evil\u001b[31m", "x"));
        put("duplicate entry", () -> good().add(new ZipForge.Entry(JSON, "{}".getBytes(UTF_8))));
        put("overlapping entries", () -> {
            ZipForge forge = good();
            ZipForge.Entry twin = new ZipForge.Entry("m/data/weights/weight_99", new byte[64]);
            twin.offset = 0;
            return forge.add(twin);
        });
        put("encrypted", () -> with(JSON, entry -> entry.flags |= 1));
        put("unknown compression", () -> with(JSON, entry -> entry.method = 93));
        put("symbolic link", () -> with(JSON, entry -> entry.externalAttributes = 0xa1ff << 16));
        put("wrong checksum of the program", () -> with(JSON, entry -> entry.crc ^= 1));
        put("stored with two sizes", () -> with(JSON, entry -> entry.size += 1));
        put("size beyond the file", () -> with(JSON, entry -> {
            entry.size = 0x7fffffff;
            entry.compressedSize = 0x7fffffff;
        }));
        put("offset beyond the file", () -> with(JSON, entry -> entry.offset = 0x7ffffff0));
        put("wide size without zip64 field", () -> with(JSON, entry -> {
            entry.size = 0xffffffffL;
            entry.compressedSize = 0xffffffffL;
        }));
        put("fewer entries than claimed", () -> good().claimCount(60_000));
        put("more entries than claimed", () -> good().claimCount(2));
        put("deflate bomb that admits its size", () ->
                good().remove(JSON).add(ZipForge.Entry.deflated(JSON, new byte[200 << 20])));
        put("deflate bomb that hides its size", () -> {
            ZipForge.Entry bomb = ZipForge.Entry.deflated(JSON, " ".repeat(50 << 20).getBytes(UTF_8));
            bomb.size = 1000;
            return good().remove(JSON).add(bomb);
        });
        put("damaged deflate data", () -> {
            ZipForge.Entry entry = ZipForge.Entry.deflated(JSON, good().entry(JSON).data);
            entry.data[entry.data.length / 2] ^= 0x55;
            return good().remove(JSON).add(entry);
        });
        files.put("bytes before the archive", () -> concat(new byte[100], good().bytes()));
        files.put("bytes behind the archive", () -> concat(good().bytes(), new byte[70_000]));
        files.put("only an end record", () -> new ZipForge().bytes());
    }

    private static ZipForge with(String name, java.util.function.Consumer<ZipForge.Entry> change) {
        ZipForge forge = good();
        change.accept(forge.entry(name));
        return forge;
    }

    private void program() {
        edit("unknown argument kind", "\"as_bool\": false", "\"as_telepathy\": false");
        edit("two tags", "{\"as_tensor\": {\"name\": \"input\"}}", "{\"as_tensor\": {\"name\": \"input\"}, \"as_int\": 1}");
        edit("no tag", "{\"as_tensor\": {\"name\": \"input\"}}", "{}");
        edit("unknown dtype", "\"dtype\": 7", "\"dtype\": 77");
        edit("dtype is text", "\"dtype\": 7", "\"dtype\": \"NaN\"");
        edit("dtype beyond 64 bits", "\"dtype\": 7", "\"dtype\": 99999999999999999999");
        edit("dtype with a million digits", "\"dtype\": 7", "\"dtype\": " + "9".repeat(1_000_000));
        edit("unknown layout", "\"layout\": 7", "\"layout\": 99");
        edit("negative size", "{\"as_int\": 8}", "{\"as_int\": -8}");
        edit("sizes and strides differ in rank", "\"sizes\": [", "\"sizes\": [{\"as_int\": 1}, ");
        edit("rank 10000", "\"sizes\": [", "\"sizes\": [" + "{\"as_int\": 1}, ".repeat(10_000));
        edit("newer major schema", "\"major\": 8", "\"major\": 9");
        edit("schema 0", "\"major\": 8", "\"major\": 0");
        edit("no schema version", "\"schema_version\"", "\"schema\"");
        edit("no graph", "\"graph\":", "\"grph\":");
        edit("nodes are not a list", "\"nodes\": [", "\"nodes\": 3, \"x\": [");
        edit("node without target", "\"target\": \"torch.ops.aten.relu.default\"", "\"goal\": 1");
        edit("use before definition", "\"arg\": {\"as_tensor\": {\"name\": \"linear\"}}",
                "\"arg\": {\"as_tensor\": {\"name\": \"linear_1\"}}");
        edit("value defined twice", "\"outputs\": [{\"as_tensor\": {\"name\": \"relu\"}}]",
                "\"outputs\": [{\"as_tensor\": {\"name\": \"linear\"}}]");
        edit("value without description", "\"relu\": {\"dtype\"", "\"rely\": {\"dtype\"");
        edit("signature shorter than the graph", "\"input_specs\": [{\"parameter\": {\"arg\": {\"name\": \"p_0_weight\"}, "
                + "\"parameter_name\": \"0.weight\"}}, ", "\"input_specs\": [");
        edit("unknown kind of input", "{\"parameter\": {", "{\"paramètre\": {");
        edit("signature names another value", "\"arg\": {\"name\": \"p_0_weight\"}", "\"arg\": {\"name\": \"p_0_bias\"}");
        edit("parameter without data", "\"parameter_name\": \"0.weight\"", "\"parameter_name\": \"9.weight\"");
        edit("graph and data disagree", "\"parameter_name\": \"0.weight\"", "\"parameter_name\": \"2.weight\"");
        put("empty range", () -> good().edit(JSON, "\"range_constraints\": {}",
                "\"range_constraints\": {\"s0\": {\"min_val\": 5, \"max_val\": 4}}"));
        put("range of nonsense", () -> good().edit(JSON, "\"range_constraints\": {}",
                "\"range_constraints\": {\"s0 +* 2\": {\"min_val\": 5, \"max_val\": 6}}"));
        put("program is empty", () -> good().set(JSON, ""));
        put("program is not JSON", () -> good().set(JSON, "import os"));
        put("program is a list", () -> good().set(JSON, "[]"));
        put("program ends early", () -> good().set(JSON, half(good().entry(JSON).data)));
        put("text behind the program", () -> {
            ZipForge forge = good();
            return forge.set(JSON, new String(forge.entry(JSON).data, UTF_8) + " {}");
        });
        put("program is not UTF-8", () -> {
            ZipForge forge = good();
            byte[] data = forge.entry(JSON).data.clone();
            data[new String(data, ISO_8859_1).indexOf("linear") + 2] = (byte) 0xff;
            return forge.set(JSON, data);
        });
        put("JSON 200000 levels deep", () -> good().set(JSON, "{\"a\":".repeat(200_000)));
        put("lists 200000 levels deep", () -> good().set(JSON, "{\"graph_module\": {\"graph\": " + "[".repeat(200_000)));
        put("graphs 1000 levels deep", () -> good().set(JSON, "{\"graph_module\": {\"graph\": "
                + ("{\"nodes\": [{\"target\": \"x\", \"inputs\": [{\"name\": \"\", \"arg\": {\"as_graph\": {\"name\": \"g\", "
                        + "\"graph\": ").repeat(1000)));
        put("ten million numbers", () -> good().edit(JSON, "\"kind\": 1", "\"kind\": 1, \"arg\": {\"as_ints\": ["
                + "0,".repeat(10_000_000) + "0]}"));
    }

    private void edit(String name, String from, String to) {
        put(name, () -> {
            ZipForge forge = name.equals("unknown argument kind") ? withBoolArgument() : good();
            return forge.edit(JSON, from, to);
        });
    }

    private static ZipForge withBoolArgument() {
        return good().edit(JSON, "{\"name\": \"bias\", \"arg\": {\"as_tensor\": {\"name\": \"p_0_bias\"}}, \"kind\": 1}",
                "{\"name\": \"bias\", \"arg\": {\"as_bool\": false}, \"kind\": 1}");
    }

    private void expressions() {
        expression("expression nests too deep", "(".repeat(5000));
        expression("expression is too long", "s0 + ".repeat(20_000) + "1");
        expression("power tower", "2**9**9**9**9");
        expression("power beyond 64 bits", "2**64");
        expression("division by zero", "s0 // 0");
        expression("expression calls Python", "__import__('os').system('true')");
        expression("half an expression", "Add(Symbol('s0'");
        expression("empty expression", "");
    }

    private void expression(String name, String text) {
        put(name, () -> dynamic().edit(JSON, "Symbol('s31', positive=True, integer=True)", text));
    }

    private void weights() {
        config("path leaves the folder", "\"path_name\": \"weight_0\"", "\"path_name\": \"../weight_0\"");
        config("path is empty", "\"path_name\": \"weight_0\"", "\"path_name\": \"\"");
        config("stride beyond the record", "\"strides\": [{\"as_int\": 4}", "\"strides\": [{\"as_int\": 4000}");
        config("negative stride", "\"strides\": [{\"as_int\": 4}", "\"strides\": [{\"as_int\": -4}");
        config("stride overflows", "\"strides\": [{\"as_int\": 4}", "\"strides\": [{\"as_int\": 9223372036854775807}");
        config("sizes overflow", "\"sizes\": [{\"as_int\": 8}", "\"sizes\": [{\"as_int\": 9223372036854775807}");
        config("offset beyond the record", "\"storage_offset\": {\"as_int\": 0}", "\"storage_offset\": {\"as_int\": 9}");
        config("negative offset", "\"storage_offset\": {\"as_int\": 0}", "\"storage_offset\": {\"as_int\": -1}");
        config("symbolic weight", "\"sizes\": [{\"as_int\": 8}",
                "\"sizes\": [{\"as_expr\": {\"expr_str\": \"s0\", \"hint\": null}}");
        config("sparse weight", "\"layout\": 7", "\"layout\": 1");
        config("pickled flag on raw bytes", "\"use_pickle\": false", "\"use_pickle\": true");
        put("weights config is not JSON", () -> good().set(WEIGHTS, "{"));
        put("one weight record is empty", () -> good().set("m/data/weights/weight_0", ""));
        put("weight record too short", () -> good().set("m/data/weights/weight_0", "1234"));
    }

    private void config(String name, String from, String to) {
        put(name, () -> good().edit(WEIGHTS, from, to));
    }

    private void pickledWeights() {
        pickle("pickle runs a command", "\u0080\u0002cposix\nsystem\nX\u0005\0\0\0touchR.");
        pickle("pickle names Python's eval", "\u0080\u0002cbuiltins\neval\n.");
        pickle("pickle takes from an empty stack", "\u0080\u0002t.");
        pickle("pickle closes no mark", "\u0080\u0002}u.");
        pickle("pickle recalls nothing", "\u0080\u0002h\u0007.");
        pickle("pickle claims a huge text", "\u0080\u0002X\u00ff\u00ff\u00ff\u007fabc.");
        pickle("pickle contains itself", "\u0080\u0002}q\0X\u0001\0\0\0ah\0s.");
        pickle("pickle nests deep", "\u0080\u0002" + "]q\u0001".repeat(1) + "]".repeat(300_000) + "a".repeat(300_000) + ".");
        pickle("pickle uses the stack for names", "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093.");
        pickle("pickle ends early", "\u0080\u0002}");
        pickle("pickle holds no dictionary", "\u0080\u0002K\u0001.");
        pickle("pickle appends to a number", "\u0080\u0002K\u0001K\u0002a.");
        pickle("pickle calls a dtype", "\u0080\u0002ctorch\nfloat32\n)R.");
        pickle("storage larger than its record", "\u0080\u0002}X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n"
                + "((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\u00000X\u0003\0\0\0cpuJ\u00ff\u00ff\u00ff\u007ftQ"
                + "K\0K\u0001\u0085K\u0001\u0085\u0089}tRs.");
        pickle("storage that is not there", "\u0080\u0002}X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n"
                + "((X\u0007\0\0\0storagectorch\nFloatStorage\nX\u0001\0\0\u00007X\u0003\0\0\0cpuK\u0001tQ"
                + "K\0K\u0001\u0085K\u0001\u0085\u0089}tRs.");
        put("state dictionary is not a zip", () -> good().set("m/data/weights/model.pt", "GARBAGE ".repeat(10)));
    }

    private void pickle(String name, String stream) {
        put(name, () -> good().set("m/data/weights/model.pt", ZipForge.torchSave(stream)));
    }

    /** Sample inputs are optional, so these open; only asking for the sample inputs fails. */
    static byte[] withSampleInputs(String pickle) {
        return good().set(SAMPLES, ZipForge.torchSave(pickle)).bytes();
    }

    private void otherFiles() {
        files.put("empty file", () -> new byte[0]);
        files.put("text file", () -> "import torch\n".repeat(10).getBytes(UTF_8));
        files.put("zeros", () -> new byte[4096]);
        files.put("gzip file", () -> concat(new byte[] {0x1f, (byte) 0x8b, 8, 0}, new byte[100]));
        files.put("old pickle", () -> concat(new byte[] {(byte) 0x80, 2, (byte) 0x8a}, new byte[100]));
        files.put("ExecuTorch file", () -> concat("\0\0\0\0ET12".getBytes(ISO_8859_1), new byte[100]));
        files.put("safetensors file", () -> concat(new byte[] {40, 0, 0, 0, 0, 0, 0, 0}, "{\"a\": 1}".repeat(9).getBytes(UTF_8)));
        put("torch.save checkpoint", () -> new ZipForge().set("archive/data.pkl", "x").set("archive/version", "3"));
        put("TorchScript program", () -> new ZipForge().set("a/data.pkl", "x").set("a/constants.pkl", "x").set("a/code/x.py", ""));
        put("other zip", () -> new ZipForge().set("hello.txt", "hello"));
    }

    private static byte[] half(byte[] data) {
        return java.util.Arrays.copyOf(data, data.length / 2);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
