@NullMarked
package dev.windowpane.control.jobs;

import org.jspecify.annotations.NullMarked;
