/** The JARs that jobs are launched with: the current one on disk, and in Postgres those that revisions need. */
@NullMarked
package dev.windowpane.control.jars;

import org.jspecify.annotations.NullMarked;
