/**
 * The native libraries that only a machine with an NVIDIA GPU needs: 3 GB that the installer does not carry.
 *
 * <p>{@link dev.partita.gpuruntime.GpuRuntime} says what belongs to it and whether it is complete here;
 * {@link dev.partita.gpuruntime.GpuRuntimeInstaller} fetches it through Maven Resolver.
 */
@NullMarked
package dev.partita.gpuruntime;

import org.jspecify.annotations.NullMarked;
