/** Job specs, their revisions and what is desired: REST and store. */
@NullMarked
package dev.windowpane.control.jobs;

import org.jspecify.annotations.NullMarked;
