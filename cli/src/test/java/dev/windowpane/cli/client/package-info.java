@NullMarked
package dev.windowpane.cli.client;

import org.jspecify.annotations.NullMarked;
