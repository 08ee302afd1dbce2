package dev.partita.pt2;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The texts of an engine, read back through the restricted unpickler from whichever form a file has. */
public final class EngineTexts {

    private EngineTexts() {}

    public static List<String> of(OpaqueConstant constant) {
        MemorySegment bytes = constant.data().orElseThrow().bytes();
        try (Arena arena = Arena.ofConfined()) {
            return texts(switch (constant.form()) {
                case SCRIPT_OBJECT -> TorchSave.read("engine", bytes, arena).orElseThrow();
                case PYTHON_PICKLE -> unpickled(bytes.toArray(ValueLayout.JAVA_BYTE));
            });
        }
    }

    /** From the pickled constants of a flat archive. */
    public static List<String> ofFlat(byte[] constants, String engine) {
        try (Arena arena = Arena.ofConfined()) {
            PythonValue.Dict entries = (PythonValue.Dict)
                    TorchSave.read("constants", arena.allocate(constants.length).copyFrom(MemorySegment.ofArray(constants)), arena)
                            .orElseThrow();
            PythonValue.Items object = (PythonValue.Items) java.util.Objects.requireNonNull(entries.entries().get(engine));
            if (!object.items().getLast().equals(new PythonValue.Text("__torch__.torch.classes.tensorrt.Engine"))) {
                throw new AssertionError("the state of a script object ends with its class: " + object);
            }
            return texts(object.items().getFirst());
        }
    }

    private static PythonValue unpickled(byte[] pickle) {
        return new Unpickler(pickle, new PickleGlobals(key -> {
            throw new IllegalArgumentException("an engine has no storages");
        })).load();
    }

    private static List<String> texts(PythonValue value) {
        return ((PythonValue.Items) value).items().stream().map(item -> ((PythonValue.Text) item).value()).toList();
    }
}
