/** Long work that somebody asked for, until it is done, failed or overtaken. */
@NullMarked
package dev.windowpane.control.operations;

import org.jspecify.annotations.NullMarked;
