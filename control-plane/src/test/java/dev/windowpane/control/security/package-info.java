@NullMarked
package dev.windowpane.control.security;

import org.jspecify.annotations.NullMarked;
