package dev.partita.worker.torch;

import dev.partita.accuracy.SegmentAccuracy;
import dev.partita.compiled.CompiledModuleException;
import dev.partita.importer.ImportException;
import dev.partita.importer.Importer;
import dev.partita.ir.Graph;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringException;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.Request.CompareSegments;
import dev.partita.protocol.Request.RunOptions;
import dev.partita.pt2.ExportedProgram;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Exception;
import dev.partita.pt2.Pt2Reader;
import dev.partita.settings.ShapeRange;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCases.Tolerance;
import dev.partita.tensorfile.StoredCasesException;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.torch.comparison.SegmentComparison;
import dev.partita.worker.torch.measure.RandomCase;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.program.CallException;
import dev.partita.worker.torch.program.CompiledPrograms;
import dev.partita.worker.torch.program.MixedProgram;
import java.lang.foreign.Arena;
import java.util.Optional;

/** Compares the segments of a compiled program with the lowered graph in Torch. */
final class CompareSegmentsHandler implements RequestHandler {

    /** For random inputs, which come without one. */
    private static final Tolerance USUAL = new Tolerance(1e-3, 1e-3);

    private final CompiledPrograms compiled;

    CompareSegmentsHandler(CompiledPrograms compiled) {
        this.compiled = compiled;
    }

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof CompareSegments;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        CompareSegments wanted = (CompareSegments) request;
        Libtorch.setThreads(1);
        try (Arena arena = Arena.ofConfined();
                Pt2Archive archive = Pt2Reader.open(wanted.program());
                MixedProgram program = compiled.open(wanted.compiled(), RunOptions.threads(1), context)) {
            ExportedProgram exported = archive.chosen(wanted.model());
            Graph lowered = new Lowering().lower(new Importer().importProgram(exported), wanted.lowering()).graph();
            Optional<StoredCases> stored = wanted.inputs().isPresent()
                    ? Optional.of(StoredCasesReader.read(wanted.inputs().get(), arena))
                    : Optional.empty();
            Tolerance tolerance = stored.map(StoredCases::tolerance).orElse(USUAL);
            return new Reply.SegmentsCompared(new SegmentAccuracy(
                    new SegmentComparison(program, tolerance).compare(lowered, call(program, stored, arena), arena),
                    tolerance, program.place()));
        } catch (TorchException failure) {
            throw RequestException.of(Problem.Kind.NATIVE, failure);
        } catch (Pt2Exception | ImportException | LoweringException | StoredCasesException | CompiledModuleException
                | CallException failure) {
            throw RequestException.of(Problem.Kind.INPUT, failure);
        }
    }

    private static StoredCase call(MixedProgram program, Optional<StoredCases> stored, Arena arena) {
        return stored.map(cases -> cases.cases().getFirst())
                .orElseGet(() -> RandomCase.of(program.manifest(), ShapeRange.Corner.OPT, arena));
    }
}
