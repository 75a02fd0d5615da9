/** What an operator sets, and the clock. */
@NullMarked
package dev.windowpane.control.config;

import org.jspecify.annotations.NullMarked;
