/** What tests stand on: a real Postgres, a fake Flink. */
@NullMarked
package dev.windowpane.control.testing;

import org.jspecify.annotations.NullMarked;
