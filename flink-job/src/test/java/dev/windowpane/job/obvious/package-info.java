/** The job as one would write it with the SQL API, and what happens to it, beside ours. */
@org.jspecify.annotations.NullMarked
package dev.windowpane.job.obvious;
