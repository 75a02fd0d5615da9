/** Hits on their way into Kafka, from sample traffic or web server logs, and the reference counter that tests compare with. */
@NullMarked
package dev.windowpane.traffic;

import org.jspecify.annotations.NullMarked;
