/** Errors as problem documents (RFC 9457). */
@NullMarked
package dev.windowpane.control.problem;

import org.jspecify.annotations.NullMarked;
