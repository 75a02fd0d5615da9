/** What is asked of the operating system: processes, signals, ports, private files, a lock. Knows nothing of Kafka, Flink or Postgres. */
@NullMarked
package dev.windowpane.local.os;

import org.jspecify.annotations.NullMarked;
