@NullMarked
package dev.partita.app.graph.paint;

import org.jspecify.annotations.NullMarked;
