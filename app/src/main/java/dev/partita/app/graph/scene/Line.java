package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.Wire;
import dev.partita.app.layout.Route;

/** A wire on its way between two items that show; {@code wire} is the first of those that run here. */
public record Line(int from, int to, Wire wire, Route route) {}
