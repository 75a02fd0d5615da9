@NullMarked
package dev.windowpane.local;

import org.jspecify.annotations.NullMarked;
