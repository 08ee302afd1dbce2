package dev.partita.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.Documents;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.InputSpec;
import dev.partita.settings.PartitionSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTextTest {

    @TempDir
    Path home;

    private Document document;

    @BeforeEach
    void openBert() {
        document = Documents.open("bert_tiny_dyn.pt2", home);
        CompilationSettings settings = document.settings().get()
                .with(CoreSettings.MIN_BLOCK_SIZE, 3L)
                .with(PartitionSettings.USE_FAST_PARTITIONER, false)
                .with(CoreSettings.INPUTS, List.of(InputSpec.parse("input_ids=min:1x2,opt:4x32,max:8x64")));
        settings = Exclusions.setOp(settings, OpName.of("aten.tanh.default"), true);
        document.edit("all of it", settings);
    }

    @Test
    void theCommandLineNamesTheFileAndEverythingThatDiffersFromTheDefaults() {
        String file = document.file().toString();
        assertEquals(
                "partita compile " + file + " -o " + file.replace(".pt2", ".compiled")
                        + " --min-block-size 3 --torch-executed-ops torch.ops.aten.tanh.default"
                        + " --input input_ids=min:1x2,opt:4x32,max:8x64 --no-use-fast-partitioner",
                CopyText.commandLine(document));
    }

    @Test
    void thePythonScriptPassesRangesAndOps() {
        String script = CopyText.python(document);
        assertTrue(script.contains("min_shape=[1, 2], opt_shape=[4, 32], max_shape=[8, 64], dtype=torch.int64"), script);
        assertTrue(script.contains("torch_executed_ops={torch.ops.aten.tanh.default},"), script);
        assertTrue(script.contains("use_fast_partitioner=False,"), script);
    }

    @Test
    void whatTorchTensorRtCannotExpressIsSaid() {
        document.edit("node", Exclusions.setNode(
                document.settings().get(), document.plan().lowered().graph().outputNode().inputs().getFirst(), true));
        assertTrue(CopyText.python(document).contains("# Torch-TensorRT has no such setting: torch_executed_nodes = "));
    }
}
