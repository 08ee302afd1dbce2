package dev.partita.worker.torch;

import dev.partita.compiled.CompiledModuleException;
import dev.partita.profile.ProfileJson;
import dev.partita.protocol.Problem;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCasesException;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestException;
import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.torch.measure.ProgramMeasurer;
import dev.partita.worker.torch.measure.RandomCase;
import dev.partita.worker.torch.placement.Libtorch;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.program.CallException;
import dev.partita.worker.torch.program.CompiledPrograms;
import dev.partita.worker.torch.program.MixedProgram;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Measures whole compiled programs and leaves the raw numbers in files. */
final class ProfileProgramHandler implements RequestHandler {

    private final CompiledPrograms compiled;

    ProfileProgramHandler(CompiledPrograms compiled) {
        this.compiled = compiled;
    }

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.ProfileProgram;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) throws RequestException {
        Request.ProfileProgram profile = (Request.ProfileProgram) request;
        Libtorch.setThreads(profile.options().threads());
        try (Arena arena = Arena.ofConfined();
                MixedProgram program = compiled.open(profile.program(), profile.options(), context)) {
            ProgramMeasurer.Result result = new ProgramMeasurer(profile.settings(), context::cancelled)
                    .measure(program, inputs(profile, program, arena));
            Path folder = Files.createDirectories(profile.outputFolder());
            Path times = folder.resolve("times.json");
            Path segments = folder.resolve("segment-times.json");
            ProfileJson.writeTimes(result.traces(), profile.settings(), times);
            ProfileJson.writeLayers(result.profile().layers(), result.profile().layerQueries(), segments);
            return new Reply.ProgramProfiled(result.profile(), times, segments);
        } catch (TorchException failure) {
            throw RequestException.of(Problem.Kind.NATIVE, failure);
        } catch (IOException | StoredCasesException | CompiledModuleException | CallException
                | IllegalArgumentException failure) {
            throw RequestException.of(Problem.Kind.INPUT, failure);
        }
    }

    private static StoredCase inputs(Request.ProfileProgram profile, MixedProgram program, Arena arena) {
        Optional<Path> given = profile.inputs();
        return given.isPresent()
                ? StoredCasesReader.read(given.get(), arena).cases().getFirst()
                : RandomCase.of(program.manifest(), profile.corner(), arena);
    }
}
