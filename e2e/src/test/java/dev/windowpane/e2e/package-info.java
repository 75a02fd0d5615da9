/**
 * Windowpane from outside: real Kafka, Flink, Postgres, control plane and browser. All tests share one stack, whose tables are compared as a whole with everything
 * that was ever sent to it, and whose ledger is checked all the while.
 */
@NullMarked
package dev.windowpane.e2e;

import org.jspecify.annotations.NullMarked;
