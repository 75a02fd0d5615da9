@NullMarked
package dev.windowpane.devservices;

import org.jspecify.annotations.NullMarked;
