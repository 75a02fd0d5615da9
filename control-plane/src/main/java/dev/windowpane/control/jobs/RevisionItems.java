package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of revisions of one job, newest first. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RevisionItems(
        List<Revision> items,

        @Schema(description = "Send it as cursor to get what follows; absent at the end")
        Optional<String> next) {
    RevisionItems {
        items = List.copyOf(items);
    }
}
