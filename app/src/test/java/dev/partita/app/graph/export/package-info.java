@NullMarked
package dev.partita.app.graph.export;

import org.jspecify.annotations.NullMarked;
