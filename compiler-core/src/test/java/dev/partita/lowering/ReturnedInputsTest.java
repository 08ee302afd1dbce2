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

/** What a program returns of the caller's tensors that it has written to. */
class ReturnedInputsTest {

    private static final String PROGRAM = """
            %x = placeholder x : float32[3]
            %y = placeholder y : float32[3]
            %add_ = aten.add_.Tensor(%x, 1) : float32[3]
            %mul_ = aten.mul_.Tensor(%y, 2) : float32[3]
            output [%add_]
            """;

    @Test
    void torchTensorRtReturnsTheCopyAndDropsTheOneThatNobodyReads() {
        assertEquals("""
                %x = placeholder x : float32[3]
                %y = placeholder y : float32[3]
                %add = aten.add.Tensor(%x, 1) : float32[3]
                %copy__default = aten.copy_.default(%x, %add)
                output [%copy__default]
                """, lowered(new LoweringOptions(true, false, false, true, true, Optional.empty(), List.of())));
    }

    @Test
    void partitaReturnsTheValuesAndWhatIsToBeWrittenBack() {
        assertEquals("""
                %x = placeholder x : float32[3]
                %y = placeholder y : float32[3]
                %add = aten.add.Tensor(%x, 1) : float32[3]
                %mul = aten.mul.Tensor(%y, 2) : float32[3]
                output [%add, %add, %mul]
                """, lowered(LoweringOptions.DEFAULTS));
    }

    private static String lowered(LoweringOptions options) {
        ProgramSignature signature = new ProgramSignature(
                List.of(new ProgramSignature.Input.User("x", false), new ProgramSignature.Input.User("y", false)),
                List.of(new ProgramSignature.Output.Result()));
        ImportedProgram program = new ImportedProgram(
                GraphParser.parse(PROGRAM), signature, SymbolRanges.NONE, Map.of(), Map.of());
        return GraphPrinter.print(new Lowering().lower(program, options).graph());
    }
}
