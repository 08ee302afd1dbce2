package dev.partita.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.importer.ImportedProgram;
import dev.partita.importer.ProgramSignature;
import dev.partita.importer.SymbolRanges;
import dev.partita.ir.GraphParser;
import dev.partita.ir.GraphPrinter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tensors that a program overwrites as a whole; the graphs with Torch-TensorRT's name were compared with it. */
class FinalCopiesTest {

    private static final LoweringOptions TORCH_TENSORRT =
            new LoweringOptions(true, false, false, true, true, Optional.empty(), List.of());

    private static final ProgramSignature.Input BUFFER = new ProgramSignature.Input.Buffer("b", "state", true);
    private static final ProgramSignature.Input USER = new ProgramSignature.Input.User("b", false);

    private static final String OVERWRITTEN = """
            %b = placeholder b : float32[4]
            %x = placeholder x : float32[2, 4]
            %mean = aten.mean.dim(%x, [0]) : float32[4]
            %copy_ = aten.copy_.default(%b, %mean) : float32[4]
            %add = aten.add.Tensor(%copy_, 1) : float32[4]
            output [%add]
            """;

    @Test
    void whatIsReadOfABufferIsTheValueThatWasCopied() {
        assertEquals("""
                %x = placeholder x : float32[2, 4]
                %buf_state = placeholder buf_state : float32[4]
                %mean = aten.mean.dim(%x, [0]) : float32[4]
                %add = aten.add.Tensor(%mean, 1) : float32[4]
                output [%add]
                """, lowered(OVERWRITTEN, BUFFER, TORCH_TENSORRT));
    }

    @Test
    void aBufferThatIsWrittenToOnceMoreKeepsTheCopy() {
        assertEquals("""
                %x = placeholder x : float32[2, 4]
                %buf_state = placeholder buf_state : float32[4]
                %mean = aten.mean.dim(%x, [0]) : float32[4]
                %copy = aten.copy.default(%buf_state, %mean) : float32[4]
                %add = aten.add.Tensor(%copy, 1) : float32[4]
                %mul = aten.mul.Tensor(%add, 2) : float32[4]
                output [%mul]
                """, lowered("""
                %b = placeholder b : float32[4]
                %x = placeholder x : float32[2, 4]
                %mean = aten.mean.dim(%x, [0]) : float32[4]
                %copy_ = aten.copy_.default(%b, %mean) : float32[4]
                %add_ = aten.add_.Tensor(%copy_, 1) : float32[4]
                %mul = aten.mul.Tensor(%add_, 2) : float32[4]
                output [%mul]
                """, BUFFER, TORCH_TENSORRT));
    }

    @Test
    void torchTensorRtKeepsCopiesIntoTheCallersTensors() {
        assertEquals("""
                %b = placeholder b : float32[4]
                %x = placeholder x : float32[2, 4]
                %mean = aten.mean.dim(%x, [0]) : float32[4]
                %copy = aten.copy.default(%b, %mean) : float32[4]
                %add = aten.add.Tensor(%copy, 1) : float32[4]
                output [%add]
                """, lowered(OVERWRITTEN, USER, TORCH_TENSORRT));
    }

    @Test
    void partitaReturnsTheValue() {
        assertEquals("""
                %b = placeholder b : float32[4]
                %x = placeholder x : float32[2, 4]
                %mean = aten.mean.dim(%x, [0]) : float32[4]
                %add = aten.add.Tensor(%mean, 1) : float32[4]
                output [%add, %mean]
                """, lowered(OVERWRITTEN, USER, LoweringOptions.DEFAULTS));
    }

    @Test
    void aNumberThatFillsABufferStillFillsIt() {
        assertEquals("""
                %x = placeholder x : float32[]
                %buf_state = placeholder buf_state : float32[4]
                %copy = aten.copy.default(%buf_state, %x) : float32[4]
                %add = aten.add.Tensor(%copy, 1) : float32[4]
                output [%add, %copy]
                """, lowered("""
                %b = placeholder b : float32[4]
                %x = placeholder x : float32[]
                %copy_ = aten.copy_.default(%b, %x) : float32[4]
                %add = aten.add.Tensor(%copy_, 1) : float32[4]
                output [%add]
                """, BUFFER, LoweringOptions.DEFAULTS));
    }

    private static String lowered(String program, ProgramSignature.Input written, LoweringOptions options) {
        ProgramSignature signature = new ProgramSignature(
                List.of(written, new ProgramSignature.Input.User("x", false)), List.of(new ProgramSignature.Output.Result()));
        return GraphPrinter.print(new Lowering().lower(new ImportedProgram(
                GraphParser.parse(program), signature, SymbolRanges.NONE, Map.of(), Map.of()), options).graph());
    }
}
