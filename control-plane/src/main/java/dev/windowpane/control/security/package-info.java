/** Who may call: host names, origins, body types and sizes, headers. */
@NullMarked
package dev.windowpane.control.security;

import org.jspecify.annotations.NullMarked;
