package dev.partita.worker.torch;

import dev.partita.compiled.CompiledModuleException;
import dev.partita.importer.ImportException;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.lowering.Lowering;
import dev.partita.lowering.LoweringException;
import dev.partita.lowering.LoweringOptions;
import dev.partita.protocol.Phase;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.protocol.Request.RunProgram;
import dev.partita.pt2.ExportedProgram;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Exception;
import dev.partita.pt2.Pt2Reader;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesException;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredCasesWriter;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.program.CallException;
import dev.partita.worker.torch.program.CompiledPrograms;
import dev.partita.worker.torch.program.ReferenceProgram;
import dev.partita.worker.torch.program.RunnableProgram;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Runs a program on the cases of a file. Buffers start from the file's values in every case. */
final class RunProgramHandler implements RequestHandler {

    private final CompiledPrograms compiled;

    RunProgramHandler(CompiledPrograms compiled) {
        this.compiled = compiled;
    }

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof RunProgram;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        RunProgram run = (RunProgram) request;
        try {
            Libtorch.setThreads(run.options().threads());
            return run(run, context);
        } catch (Pt2Exception | ImportException | LoweringException | StoredCasesException
                | CompiledModuleException | CallException failure) {
            throw RequestException.of(Problem.Kind.INPUT, failure);
        } catch (IOException failure) {
            throw RequestException.of(Problem.Kind.INPUT, failure);
        } catch (TorchException failure) {
            throw RequestException.of(Problem.Kind.NATIVE, failure);
        }
    }

    private Reply run(RunProgram run, RequestContext context) throws IOException, RequestException {
        if (run.form() == Request.ProgramForm.COMPILED) {
            try (RunnableProgram program = compiled.open(run.program(), run.options(), context)) {
                return call(program, run.calls(), context);
            }
        }
        try (Pt2Archive archive = Pt2Reader.open(run.program());
                RunnableProgram program = load(run, archive)) {
            return call(program, run.calls(), context);
        }
    }

    private static RunnableProgram load(RunProgram run, Pt2Archive archive) {
        ExportedProgram exported = archive.chosen(run.model());
        ImportedProgram imported = new Importer().importProgram(exported);
        return run.form() == Request.ProgramForm.EXPORTED
                ? ReferenceProgram.of(imported)
                : ReferenceProgram.of(new Lowering().lower(imported, LoweringOptions.DEFAULTS), imported.state());
    }

    private static Reply call(RunnableProgram program, Request.StoredCalls calls, RequestContext context)
            throws IOException, RequestException {
        try (Arena arena = Arena.ofConfined()) {
            StoredCases stored = StoredCasesReader.read(calls.inputs(), arena);
            List<StoredCase> results = new ArrayList<>();
            List<Double> micros = new ArrayList<>();
            for (StoredCase call : stored.cases()) {
                if (context.cancelled()) {
                    throw new RequestException(new Problem(Problem.Kind.INPUT, "cancelled", List.of()));
                }
                context.progress(new Phase("run", "", results.size(), stored.cases().size(), false));
                program.reset();
                long start = System.nanoTime();
                results.add(program.call(call, arena));
                micros.add((System.nanoTime() - start) / 1e3);
            }
            StoredCasesWriter.write(new StoredCases(stored.model(), stored.tolerance(), results), calls.outputs());
            return new Reply.ProgramRan(calls.outputs(), micros, program.place());
        }
    }
}
