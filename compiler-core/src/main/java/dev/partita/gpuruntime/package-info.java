/**
 * The native libraries that only a machine with an NVIDIA GPU needs: 3 GB that the installer does not carry.
 *
 * <p>CUDA's libtorch is a further half gigabyte, and optional: it takes the place of the CPU's on the worker's class path.
 *
 * <p>{@link dev.partita.gpuruntime.GpuRuntime} says what belongs to it and whether it is complete here;
 * {@link dev.partita.gpuruntime.GpuRuntimeInstaller} fetches it through Maven Resolver.
 */
@NullMarked
package dev.partita.gpuruntime;

import org.jspecify.annotations.NullMarked;
