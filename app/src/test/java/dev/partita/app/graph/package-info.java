@NullMarked
package dev.partita.app.graph;

import org.jspecify.annotations.NullMarked;
