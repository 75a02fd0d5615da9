@NullMarked
package dev.windowpane.control.reconcile;

import org.jspecify.annotations.NullMarked;
