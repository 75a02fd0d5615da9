@NullMarked
package dev.windowpane.control.clusters;

import org.jspecify.annotations.NullMarked;
