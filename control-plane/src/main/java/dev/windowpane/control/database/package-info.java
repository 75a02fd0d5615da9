/** Postgres by JDBC: transactions, rows, and which job a request means. */
@NullMarked
package dev.windowpane.control.database;

import org.jspecify.annotations.NullMarked;
