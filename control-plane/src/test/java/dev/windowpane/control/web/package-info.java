@NullMarked
package dev.windowpane.control.web;

import org.jspecify.annotations.NullMarked;
