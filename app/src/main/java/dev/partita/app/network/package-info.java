/** The TensorRT network of each segment as text, before anything is built. */
@NullMarked
package dev.partita.app.network;

import org.jspecify.annotations.NullMarked;
