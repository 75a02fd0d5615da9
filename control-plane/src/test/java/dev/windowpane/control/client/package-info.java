@NullMarked
package dev.windowpane.control.client;

import org.jspecify.annotations.NullMarked;
