@NullMarked
package dev.windowpane.local.os;

import org.jspecify.annotations.NullMarked;
