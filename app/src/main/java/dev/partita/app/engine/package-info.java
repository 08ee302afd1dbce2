/** Building: phases and times of each engine while it happens, sizes afterwards. */
@NullMarked
package dev.partita.app.engine;

import org.jspecify.annotations.NullMarked;
