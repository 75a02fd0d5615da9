package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of jobs, in the order they were made. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record JobItems(
        List<Job> items,

        @Schema(description = "Send it as cursor to get what follows; absent at the end")
        Optional<String> next) {
    JobItems {
        items = List.copyOf(items);
    }
}
