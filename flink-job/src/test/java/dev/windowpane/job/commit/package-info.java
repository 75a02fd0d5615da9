@NullMarked
package dev.windowpane.job.commit;

import org.jspecify.annotations.NullMarked;
