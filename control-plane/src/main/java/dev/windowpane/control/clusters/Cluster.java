package dev.windowpane.control.clusters;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windowpane.spec.ClusterName;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A Flink cluster as users see it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Cluster(
        @Schema(implementation = String.class, examples = "default")
        ClusterName name,

        @Schema(description = "host:port of its REST address", examples = "flink.example:8081")
        String url,

        boolean reachable,

        @Schema(description = "Since when it answers, or does not; absent while it has not been asked")
        Optional<Instant> since,

        @Schema(description = "Why it does not answer") Optional<String> why,

        @Schema(description = "Of Flink; absent while it does not answer", examples = "2.3.0")
        Optional<String> version,

        @Schema(description = "Absent while it does not answer")
        Optional<ClusterSlots> slots,

        @Schema(description = "How many are registered; absent while it does not answer")
        Optional<Integer> taskManagers,

        @Schema(description = "Absent while it does not answer")
        Optional<ClusterJobCounts> jobs) {}
