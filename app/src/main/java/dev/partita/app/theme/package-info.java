/** Light and dark: style sheets and fonts from {@code ui-resources}, applied in one place. */
@NullMarked
package dev.partita.app.theme;

import org.jspecify.annotations.NullMarked;
