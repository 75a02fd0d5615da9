@NullMarked
package dev.windowpane.control.config;

import org.jspecify.annotations.NullMarked;
