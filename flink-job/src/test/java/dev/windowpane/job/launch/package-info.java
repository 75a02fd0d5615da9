@NullMarked
package dev.windowpane.job.launch;

import org.jspecify.annotations.NullMarked;
