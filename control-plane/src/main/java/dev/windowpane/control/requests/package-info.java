/** What every request that changes something has: who asks, under which id, and an answer that is given once for a key. */
@NullMarked
package dev.windowpane.control.requests;

import org.jspecify.annotations.NullMarked;
