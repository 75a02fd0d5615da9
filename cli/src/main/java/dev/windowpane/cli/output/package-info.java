/** What people and programs read: tables, CSV and JSON of one and the same answer. */
@NullMarked
package dev.windowpane.cli.output;

import org.jspecify.annotations.NullMarked;
