package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Arguments;
import dev.partita.convert.Converted;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.network.GatherMode;
import dev.partita.network.Layer;
import dev.partita.network.NetworkTensor;
import dev.partita.tensor.DType;
import java.util.List;

/** Elements chosen by index tensors that count from the front: Gather layers. */
public final class Gathering {

    private Gathering() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("aten.embedding.default", Gathering::embedding),
                row("aten.index_select.default", Gathering::indexSelect),
                row("aten.gather.default", Gathering::gather).unless((node, settings) -> Arguments.spec(node, 2)
                        .filter(spec -> !spec.dtype().isIntegral() || spec.dtype() == DType.BOOL)
                        .map(spec -> "its indices are " + spec.dtype().torchName() + ", not integers")));
    }

    private static Converted embedding(OpCall call) {
        return Converted.of(call.layers().gather(call.tensor(0), call.tensor(1), 0));
    }

    /** A scalar index keeps the axis. */
    private static Converted indexSelect(OpCall call) {
        NetworkTensor x = call.tensor(0);
        NetworkTensor indices = call.layers().toRank(call.tensor(2), 1);
        if (x.rank() == 0) {
            return Converted.of(x);
        }
        return Converted.of(call.layers().gather(x, indices, call.axis(1, 0, x.rank())));
    }

    /** Works with dynamic extents, too, unlike Torch-TensorRT's. */
    private static Converted gather(OpCall call) {
        NetworkTensor x = call.tensor(0);
        NetworkTensor indices = call.tensor(2);
        if (x.rank() == 0) {
            return Converted.of(x);
        }
        return Converted.of(call.layers()
                .add(new Layer.Gather(x, indices, GatherMode.ELEMENT, call.axis(1, 0, x.rank()), 0)));
    }
}
