@NullMarked
package dev.windowpane.job.source;

import org.jspecify.annotations.NullMarked;
