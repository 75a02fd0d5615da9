/** Flink's REST API. The only package that knows it. */
@NullMarked
package dev.windowpane.control.flink;

import org.jspecify.annotations.NullMarked;
