/**
 * A TensorRT network as plain data: what a segment becomes before any GPU is involved.
 *
 * <p>Start at {@link dev.partita.network.NetworkDescription}, then {@link dev.partita.network.Layer}: one record per
 * layer of TensorRT 10.6, with exactly the parameters that its API has. Weights are never here, only where they lie and
 * the type in which they are to be handed over ({@link dev.partita.network.WeightSource}).
 * {@link dev.partita.network.NetworkBuilder} makes networks, {@link dev.partita.network.LayerTyping} knows each layer's
 * output types, {@link dev.partita.network.NetworkVerifier} checks and {@link dev.partita.network.NetworkPrinter} prints
 * them.
 */
@NullMarked
package dev.partita.network;

import org.jspecify.annotations.NullMarked;
