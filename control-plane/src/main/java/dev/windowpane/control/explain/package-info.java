/** Why is there no output? Facts about a job in, one sentence with numbers out. */
@NullMarked
package dev.windowpane.control.explain;

import org.jspecify.annotations.NullMarked;
