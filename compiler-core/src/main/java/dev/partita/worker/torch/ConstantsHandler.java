package dev.partita.worker.torch;

import dev.partita.importer.ImportException;
import dev.partita.importer.Importer;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringException;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Exception;
import dev.partita.pt2.Pt2Reader;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCase.Leaf;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCases.Tolerance;
import dev.partita.tensorfile.StoredCasesWriter;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.placement.ValueTransfer;
import dev.partita.worker.torch.region.WeightStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computes what lowering folded into constants. */
final class ConstantsHandler implements RequestHandler {

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.EvaluateConstants;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        Request.EvaluateConstants wanted = (Request.EvaluateConstants) request;
        try (Pt2Archive archive = Pt2Reader.open(wanted.program());
                Arena arena = Arena.ofConfined()) {
            Graph graph = new Lowering()
                    .lower(new Importer().importProgram(archive.program(wanted.model())), wanted.options()).graph();
            StoredCase constants = new StoredCase("constants", List.of(), evaluate(graph, arena), Map.of(), Map.of());
            StoredCasesWriter.write(
                    new StoredCases(wanted.model(), new Tolerance(0, 0), List.of(constants)), wanted.outputs());
            return new Reply.ConstantsEvaluated(wanted.outputs(), constants.outputs().size());
        } catch (Pt2Exception | ImportException | LoweringException | IOException failure) {
            throw failed(Problem.Kind.INPUT, failure);
        } catch (TorchException failure) {
            throw failed(Problem.Kind.NATIVE, failure);
        }
    }

    /** Each folded constant, under the path of its attribute. */
    static List<Leaf> evaluate(Graph graph, Arena arena) {
        List<Leaf> constants = new ArrayList<>();
        try (WeightStore store = new WeightStore()) {
            graph.attributes().forEach((path, attribute) -> {
                if (attribute instanceof Attribute.Folded) {
                    constants.add(new Leaf(path, ValueTransfer.fromTorch(store.tensor(attribute), arena)));
                }
            });
        }
        return constants;
    }

    private static RequestException failed(Problem.Kind kind, Exception failure) {
        return new RequestException(new Problem(
                kind, "the constants of the program cannot be computed: " + failure.getMessage(), List.of()), failure);
    }
}
