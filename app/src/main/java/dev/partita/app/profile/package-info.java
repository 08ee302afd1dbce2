/** What was measured, in trtexec's words: the summary and the time of each layer. */
@NullMarked
package dev.partita.app.profile;

import org.jspecify.annotations.NullMarked;
