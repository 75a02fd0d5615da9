@NullMarked
package dev.windowpane.job.count;

import org.jspecify.annotations.NullMarked;
