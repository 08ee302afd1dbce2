@NullMarked
package dev.partita.app.graph.scene;

import org.jspecify.annotations.NullMarked;
