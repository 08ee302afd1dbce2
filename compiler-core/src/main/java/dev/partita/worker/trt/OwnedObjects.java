package dev.partita.worker.trt;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.Pointer;

/** TensorRT objects that are deleted together, the last one taken in first. */
final class OwnedObjects implements AutoCloseable {

    private final Deque<Pointer> objects = new ArrayDeque<>();

    <P extends Pointer> P own(P object) {
        objects.push(object);
        return object;
    }

    @Override
    public void close() {
        while (!objects.isEmpty()) {
            NativeObject.delete(objects.pop());
        }
    }
}
