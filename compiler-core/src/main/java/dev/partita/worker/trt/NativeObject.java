package dev.partita.worker.trt;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * C++ objects with virtual functions, made and deleted without C++: an object's first word points to a table of
 * functions. Only for the Itanium ABI (Linux, macOS); Windows lays its tables out differently.
 */
final class NativeObject {

    /** Two destructors: one for objects on the stack, one that also frees. */
    static final int DESTRUCTORS = 2;

    private static final int DELETING_DESTRUCTOR = 1;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle DELETE =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    /** {@code nvinfer1::InterfaceInfo}, returned by value. */
    private static final StructLayout INTERFACE_INFO = MemoryLayout.structLayout(
            ValueLayout.ADDRESS.withName("kind"), ValueLayout.JAVA_INT.withName("major"),
            ValueLayout.JAVA_INT.withName("minor"));

    private final Arena arena;
    private final List<MemorySegment> slots = new ArrayList<>();

    /** @param arena must outlive every use by native code */
    NativeObject(Arena arena) {
        this.arena = arena;
    }

    static boolean supported() {
        return !System.getProperty("os.name", "").startsWith("Windows");
    }

    /** Appends a function. {@code target} takes what {@code type} says, first of all the object itself. */
    NativeObject slot(MethodHandle target, FunctionDescriptor type) {
        slots.add(LINKER.upcallStub(target, type, arena));
        return this;
    }

    /** Appends the pair of destructors that do nothing: the arena frees. */
    NativeObject destructors() {
        MethodHandle nothing = MethodHandles.empty(MethodType.methodType(void.class, MemorySegment.class));
        for (int i = 0; i < DESTRUCTORS; i++) {
            slot(nothing, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        }
        return this;
    }

    /** Appends what {@code nvinfer1::IVersionedInterface} begins with: language, name and version, destructors. */
    NativeObject versionedInterface(String name) {
        int cpp = 0;
        MethodHandle language = MethodHandles.dropArguments(MethodHandles.constant(int.class, cpp), 0, MemorySegment.class);
        slot(language, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        MemorySegment info = arena.allocate(INTERFACE_INFO);
        info.set(ValueLayout.ADDRESS, 0, arena.allocateFrom(name));
        info.set(ValueLayout.JAVA_INT, 8, 1);
        info.set(ValueLayout.JAVA_INT, 12, 0);
        MethodHandle constant =
                MethodHandles.dropArguments(MethodHandles.constant(MemorySegment.class, info), 0, MemorySegment.class);
        slot(constant, FunctionDescriptor.of(INTERFACE_INFO, ValueLayout.ADDRESS));
        return destructors();
    }

    /** The object's address. */
    MemorySegment build() {
        MemorySegment table = arena.allocate(ValueLayout.ADDRESS, slots.size());
        for (int i = 0; i < slots.size(); i++) {
            table.setAtIndex(ValueLayout.ADDRESS, i, slots.get(i));
        }
        MemorySegment object = arena.allocate(ValueLayout.ADDRESS, 1);
        object.set(ValueLayout.ADDRESS, 0, table);
        return object;
    }

    /**
     * {@code delete object}, for TensorRT's objects: JavaCPP gives no way to it. All of them begin with their virtual
     * destructor.
     */
    static void delete(Pointer object) {
        if (object.isNull() || !supported()) {
            return; // Windows: lives until the worker ends
        }
        MemorySegment self = MemorySegment.ofAddress(object.address()).reinterpret(ValueLayout.ADDRESS.byteSize());
        MemorySegment table = self.get(ValueLayout.ADDRESS, 0).reinterpret(2 * ValueLayout.ADDRESS.byteSize());
        MemorySegment destructor = table.getAtIndex(ValueLayout.ADDRESS, DELETING_DESTRUCTOR);
        try {
            DELETE.invokeExact(destructor, self);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        object.setNull();
    }
}
