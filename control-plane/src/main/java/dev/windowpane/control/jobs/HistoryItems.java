package dev.windowpane.control.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of what happened to one job, newest first. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record HistoryItems(
        List<HistoryEntry> items,

        @Schema(description = "Send it as cursor to get what follows; absent at the end")
        Optional<String> next) {
    HistoryItems {
        items = List.copyOf(items);
    }
}
