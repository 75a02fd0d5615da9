/** Speaks to an installation: where it is, requests that may be repeated, and what it refuses. */
@NullMarked
package dev.windowpane.cli.client;

import org.jspecify.annotations.NullMarked;
