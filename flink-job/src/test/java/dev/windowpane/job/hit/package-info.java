@NullMarked
package dev.windowpane.job.hit;

import org.jspecify.annotations.NullMarked;
