/** Makes what runs on Flink what is desired. */
@NullMarked
package dev.windowpane.control.reconcile;

import org.jspecify.annotations.NullMarked;
