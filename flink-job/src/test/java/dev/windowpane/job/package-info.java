@NullMarked
package dev.windowpane.job;

import org.jspecify.annotations.NullMarked;
