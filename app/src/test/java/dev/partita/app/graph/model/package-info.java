@NullMarked
package dev.partita.app.graph.model;

import org.jspecify.annotations.NullMarked;
