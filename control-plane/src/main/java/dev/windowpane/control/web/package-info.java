/** The dashboard's pages and the API's document. */
@NullMarked
package dev.windowpane.control.web;

import org.jspecify.annotations.NullMarked;
