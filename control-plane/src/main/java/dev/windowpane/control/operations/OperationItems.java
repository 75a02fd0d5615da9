package dev.windowpane.control.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Operations, the newest first. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record OperationItems(
        List<Operation> items,

        @Schema(description = "Send it as cursor to get what follows; absent at the end")
        Optional<String> next) {
    OperationItems {
        items = List.copyOf(items);
    }
}
