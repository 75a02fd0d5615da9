/** Server-sent events, fed by Postgres notifications. */
@NullMarked
package dev.windowpane.control.live;

import org.jspecify.annotations.NullMarked;
