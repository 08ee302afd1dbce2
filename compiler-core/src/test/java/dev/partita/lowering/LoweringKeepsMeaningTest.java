package dev.partita.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.importer.ImportedProgram;
import dev.partita.importer.ProgramSignature;
import dev.partita.importer.SymbolRanges;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.tensor.DType;
import dev.partita.tensor.TensorSpec;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCase.Leaf;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.program.ReferenceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs calls of single operators on libtorch, as exported and as lowered: both must return the same. The calls are in
 * {@code operators.txt}, one a line; their inputs are declared at its top.
 */
class LoweringKeepsMeaningTest {

    private static final Pattern INPUT = Pattern.compile("%(\\w+) = .*");
    private static final double TOLERANCE = 1e-4;

    @TestFactory
    Stream<DynamicTest> withTheSelectedDecompositions() throws IOException {
        return tests(new LoweringOptions(true, false, false, true));
    }

    @TestFactory
    Stream<DynamicTest> withTheExperimentalDecompositions() throws IOException {
        return tests(new LoweringOptions(false, true, false, true));
    }

    private static Stream<DynamicTest> tests(LoweringOptions options) throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        try (InputStream stored = LoweringKeepsMeaningTest.class.getResourceAsStream("operators.txt")) {
            new String(stored.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> (line.startsWith("%") ? inputs : calls).add(line));
        }
        return calls.stream().map(call -> DynamicTest.dynamicTest(call, () -> compare(program(inputs, call), options)));
    }

    /** The call as a program of its own, which reads only the inputs that it needs. */
    private static String program(List<String> inputs, String call) {
        StringBuilder program = new StringBuilder();
        for (String input : inputs) {
            Matcher name = INPUT.matcher(input);
            if (name.matches() && Pattern.compile("%" + name.group(1) + "\\b").matcher(call).find()) {
                program.append(input).append('\n');
            }
        }
        program.append("%result = ").append(call).append('\n');
        if (!call.endsWith(")")) {
            return program.append("output [%result]\n").toString();
        }
        String[] values = call.substring(call.lastIndexOf(" : (") + 4, call.length() - 1).split(", (?=[a-z])");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            names.add("%part_" + i);
            program.append("%part_").append(i).append(" = _operator.getitem(%result, ").append(i).append(") : ")
                    .append(values[i]).append('\n');
        }
        return program.append("output ").append(names).append('\n').toString();
    }

    private static void compare(String text, LoweringOptions options) {
        ImportedProgram exported = imported(text);
        LoweredProgram lowered = new Lowering().lower(imported(text), options);
        try (Arena arena = Arena.ofConfined()) {
            StoredCase call = new StoredCase("", inputs(exported.graph(), arena), List.of(), Map.of(), Map.of());
            List<Leaf> expected = ReferenceProgram.of(exported).call(call, arena).outputs();
            List<Leaf> actual = ReferenceProgram.of(lowered, Map.of()).call(call, arena).outputs();
            assertEquals(expected.size(), actual.size());
            for (int i = 0; i < expected.size(); i++) {
                assertSame((StoredValue.Tensor) expected.get(i).value(), (StoredValue.Tensor) actual.get(i).value());
            }
        }
    }

    private static ImportedProgram imported(String text) {
        Graph graph = GraphParser.parse(text);
        List<ProgramSignature.Input> inputs = new ArrayList<>();
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                inputs.add(new ProgramSignature.Input.User(node.name(), false));
            }
        }
        List<ProgramSignature.Output> outputs = new ArrayList<>();
        for (Arg result : ((Arg.ListOf) graph.outputNode().args().getFirst()).items()) {
            outputs.add(new ProgramSignature.Output.Result());
        }
        return new ImportedProgram(graph, new ProgramSignature(inputs, outputs), SymbolRanges.NONE, Map.of(), Map.of());
    }

    private static List<Leaf> inputs(Graph graph, Arena arena) {
        List<Leaf> leaves = new ArrayList<>();
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                leaves.add(new Leaf("", tensor(node.value().tensor().orElseThrow(), leaves.size(), arena)));
            }
        }
        return leaves;
    }

    /** Numbers between -1 and 1; integers 0 and 1, which are valid positions everywhere. */
    private static StoredValue tensor(TensorSpec spec, int salt, Arena arena) {
        long[] shape = spec.shape().staticDims().orElseThrow();
        long count = 1;
        for (long extent : shape) {
            count *= extent;
        }
        int numbers = spec.dtype().isComplex() ? 2 : 1;
        MemorySegment bytes = arena.allocate(Math.max(1, count * spec.dtype().byteSize()), 8);
        for (int i = 0; i < count * numbers; i++) {
            double number = Math.sin(12.9898 * (i + 1) + 78.233 * salt);
            switch (spec.dtype()) {
                case FLOAT32, COMPLEX64 -> bytes.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) number);
                case INT64 -> bytes.setAtIndex(ValueLayout.JAVA_LONG, i, i % 2);
                case BOOL -> bytes.setAtIndex(ValueLayout.JAVA_BYTE, i, (byte) (number > 0 ? 1 : 0));
                default -> throw new IllegalArgumentException("no input of type " + spec.dtype());
            }
        }
        return new StoredValue.Tensor(spec.dtype(), java.util.Arrays.stream(shape).boxed().toList(),
                bytes.asSlice(0, count * spec.dtype().byteSize()));
    }

    private static void assertSame(StoredValue.Tensor expected, StoredValue.Tensor actual) {
        assertEquals(expected.dtype(), actual.dtype());
        assertEquals(expected.shape(), actual.shape());
        boolean floats = expected.dtype() == DType.FLOAT32 || expected.dtype() == DType.COMPLEX64;
        for (long i = 0; floats && i < expected.bytes().byteSize() / 4; i++) {
            float theirs = expected.bytes().getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            float ours = actual.bytes().getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            long index = i;
            assertTrue(Float.compare(theirs, ours) == 0 || Math.abs(theirs - ours) <= TOLERANCE * (1 + Math.abs(theirs)),
                    () -> "element " + index + ": " + theirs + " as exported, " + ours + " as lowered");
        }
        if (!floats) {
            assertEquals(-1, expected.bytes().mismatch(actual.bytes()));
        }
    }
}
