package dev.windowpane.job.launch;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Kafka no longer has what comes next: records were deleted before they were counted, or the topic was made anew. Going on would lose
 * hits without a trace, so the launch ends here until somebody decides.
 */
public final class GapException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** A topic may have hundreds of partitions; all of them are in the table of gaps. */
    private static final int MOST = 5;

    /** @param gaps those that nobody has accepted */
    GapException(String job, List<Gap> gaps) {
        super("%s%s. Accept it on the Jobs page or with POST /api/jobs/%s/gaps/accept, or restore the topic"
                .formatted(
                        gaps.stream().limit(MOST).map(Gap::sentence).collect(Collectors.joining("; ")),
                        gaps.size() > MOST ? "; and %d partitions more".formatted(gaps.size() - MOST) : "",
                        job));
    }
}
