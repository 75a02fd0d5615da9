@NullMarked
package dev.windowpane.control.database;

import org.jspecify.annotations.NullMarked;
