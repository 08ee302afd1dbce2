package dev.partita.handback;

import dev.partita.pt2.PickleWriter;
import dev.partita.pt2.PickledValue;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * An engine as a pickle: the same list of texts, wrapped for whoever reads it.
 *
 * @param plan the serialized engine
 */
record EnginePickle(EngineRecord engine, MemorySegment plan, TorchTensorRtRelease release) {

    private static final String MODULE = "__torch__.torch.classes.tensorrt";

    /** A Python object that builds the engine in whichever runtime is there. */
    PickledValue forEitherRuntime() {
        return pickle -> {
            pickle.global("torch_tensorrt.dynamo.runtime._TRTEngine", "_reconstruct_trt_engine").mark();
            info(pickle);
            pickle.tuple().reduce();
        };
    }

    /** A script object as torch's C++ pickler writes it: the state is tagged with its type. */
    PickledValue forTorchScript() {
        return pickle -> {
            pickle.global(MODULE, "Engine").emptyTuple().newObject();
            pickle.global("torch.jit._pickle", "restore_type_tag").mark();
            info(pickle);
            pickle.text("List[str]").tuple().reduce();
            pickle.build();
        };
    }

    /** A script object as Python's pickler writes it: the state says which class it is of. */
    PickledValue forPython() {
        return pickle -> {
            pickle.global("torch", "ScriptObject").emptyTuple().newObject().mark();
            info(pickle);
            pickle.text(MODULE + ".Engine").tuple().build();
        };
    }

    private void info(PickleWriter pickle) throws IOException {
        engine.write(release, plan, pickle);
    }
}
