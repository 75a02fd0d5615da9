/** Build steps that start the embedded stack of {@code deploy/local} for dev mode. Nothing of it reaches the running service. */
@NullMarked
package dev.windowpane.devservices;

import org.jspecify.annotations.NullMarked;
