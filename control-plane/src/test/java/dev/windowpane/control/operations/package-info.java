@NullMarked
package dev.windowpane.control.operations;

import org.jspecify.annotations.NullMarked;
