/** The contract: what a job is ({@link dev.windowpane.spec.JobSpec}), how it is launched and where its counts land. A constructed value is valid. */
@NullMarked
package dev.windowpane.spec;

import org.jspecify.annotations.NullMarked;
