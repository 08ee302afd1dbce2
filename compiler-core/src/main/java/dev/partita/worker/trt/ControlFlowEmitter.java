package dev.partita.worker.trt;

import dev.partita.network.Layer;
import dev.partita.network.LoopBody;
import dev.partita.network.LoopOutputKind;
import dev.partita.network.TripLimit;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.tensorrt.nvinfer.IIfConditional;
import org.bytedeco.tensorrt.nvinfer.ILoop;
import org.bytedeco.tensorrt.nvinfer.ILoopOutputLayer;
import org.bytedeco.tensorrt.nvinfer.IRecurrenceLayer;
import org.bytedeco.tensorrt.nvinfer.ITensor;

/** Loops and branches: bodies are ordinary layers, tied in by boundary layers. */
final class ControlFlowEmitter {

    private static final int NEXT_VALUE = 1;
    private static final int LENGTH = 1;

    private final NetworkEmitter emitter;

    ControlFlowEmitter(NetworkEmitter emitter) {
        this.emitter = emitter;
    }

    List<ITensor> loop(Layer.Loop layer) {
        ILoop loop = NetworkEmitter.present(emitter.network().addLoop(), "the loop");
        LoopBody body = layer.body();
        if (layer.limit() == TripLimit.COUNT) {
            loop.addTripLimit(emitter.tensor(layer.limitValue()), EnumNames.of(layer.limit()));
        }
        List<IRecurrenceLayer> recurrences = new ArrayList<>();
        for (LoopBody.Recurrence recurrence : body.recurrences()) {
            IRecurrenceLayer made = NetworkEmitter.present(
                    loop.addRecurrence(emitter.tensor(recurrence.initial())), "a recurrence");
            emitter.define(recurrence.variable(), made.getOutput(0));
            recurrences.add(made);
        }
        for (LoopBody.Iterator iterator : body.iterators()) {
            emitter.define(iterator.variable(), NetworkEmitter.present(
                    loop.addIterator(emitter.tensor(iterator.source()), iterator.axis(), iterator.reverse()),
                    "an iterator").getOutput(0));
        }
        emitter.emit(body.layers());
        for (int i = 0; i < recurrences.size(); i++) {
            recurrences.get(i).setInput(NEXT_VALUE, emitter.tensor(body.recurrences().get(i).next()));
        }
        if (layer.limit() == TripLimit.WHILE) {
            // The condition is computed by the body.
            loop.addTripLimit(emitter.tensor(layer.limitValue()), EnumNames.of(layer.limit()));
        }
        return body.results().stream().map(result -> result(loop, result)).toList();
    }

    private ITensor result(ILoop loop, LoopBody.Result result) {
        ITensor value = emitter.tensor(result.value());
        ILoopOutputLayer made = NetworkEmitter.present(
                result.kind() == LoopOutputKind.LAST_VALUE
                        ? loop.addLoopOutput(value, EnumNames.of(result.kind()))
                        : loop.addLoopOutput(value, EnumNames.of(result.kind()), result.axis()),
                "a loop output");
        result.length().ifPresent(length -> made.setInput(LENGTH, emitter.tensor(length)));
        return made.getOutput(0);
    }

    List<ITensor> conditional(Layer.IfConditional layer) {
        IIfConditional conditional =
                NetworkEmitter.present(emitter.network().addIfConditional(), "the conditional");
        conditional.setCondition(emitter.tensor(layer.condition()));
        for (Layer.Capture capture : layer.captures()) {
            emitter.define(capture.variable(), NetworkEmitter.present(
                    conditional.addInput(emitter.tensor(capture.source())), "a conditional's input").getOutput(0));
        }
        emitter.emit(layer.whenTrue().layers());
        emitter.emit(layer.whenFalse().layers());
        List<ITensor> outputs = new ArrayList<>();
        for (int i = 0; i < layer.whenTrue().results().size(); i++) {
            outputs.add(NetworkEmitter.present(
                    conditional.addOutput(
                            emitter.tensor(layer.whenTrue().results().get(i)),
                            emitter.tensor(layer.whenFalse().results().get(i))),
                    "a conditional's output").getOutput(0));
        }
        return outputs;
    }
}
