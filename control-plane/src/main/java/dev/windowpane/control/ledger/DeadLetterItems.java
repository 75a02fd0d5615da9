package dev.windowpane.control.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Dead letters of one job, newest first.
 *
 * @param next the cursor of those before these; absent where there are none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DeadLetterItems(
        List<DeadLetter> items,

        @Schema(description = "Send it as cursor to get what follows")
        Optional<String> next) {
    DeadLetterItems {
        items = List.copyOf(items);
    }
}
