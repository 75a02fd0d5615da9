/** What every line of the log has in common. */
@NullMarked
package dev.windowpane.control.log;

import org.jspecify.annotations.NullMarked;
