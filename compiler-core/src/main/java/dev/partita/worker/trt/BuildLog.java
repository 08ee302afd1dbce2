package dev.partita.worker.trt;

import dev.partita.protocol.LogLevel;
import dev.partita.worker.loop.RequestContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.nvinfer.ILogger;

/**
 * TensorRT's log. One object for the whole process, because TensorRT keeps the first logger it sees for its global
 * parts; where the lines go changes from request to request.
 */
final class BuildLog extends ILogger {

    private static final int KEPT = 40;

    private final Deque<String> errors = new ArrayDeque<>();
    private volatile Listener listener = (level, text) -> {};

    /** Hears log lines. */
    private interface Listener {
        void line(LogLevel level, String text);
    }

    /** From here on lines go to this request. */
    synchronized void attach(RequestContext context) {
        errors.clear();
        listener = context::log;
    }

    /** What TensorRT complained of since the request began, oldest first. */
    synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    /** Called by native threads too. */
    @Override
    public void log(Severity severity, String text) {
        LogLevel level = switch (severity.intern()) {
            case kINTERNAL_ERROR, kERROR -> LogLevel.ERROR;
            case kWARNING -> LogLevel.WARNING;
            case kINFO -> LogLevel.INFO;
            case kVERBOSE -> LogLevel.VERBOSE;
        };
        if (level == LogLevel.VERBOSE) {
            return; // a hundred thousand lines per build, wanted by nobody
        }
        if (level == LogLevel.ERROR) {
            remember(text);
        }
        listener.line(level, text);
    }

    private synchronized void remember(String text) {
        if (errors.size() == KEPT) {
            errors.removeFirst();
        }
        errors.addLast(text);
    }

    static String text(BytePointer text) {
        return text.isNull() ? "" : text.getString();
    }
}
