package dev.windowpane.control.live;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.live.CommitNotice.ChangedRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labels of jobs that have just committed. */
@ApplicationScoped
class LiveStore {
    private static final String LABEL = """
            select j.name, l.watermark, l.newest_hit, l.committed_at
            from job j join job_ledger l on l.job = j.id where j.id = ?
            """;

    private final Database database;

    LiveStore(Database database) {
        this.database = database;
    }

    /** @param commits where counts changed, by the job's number */
    List<CommitNotice> notices(Map<Integer, Optional<ChangedRange>> commits) {
        if (commits.isEmpty()) {
            return List.of();
        }
        return database.transaction(session -> {
            List<CommitNotice> notices = new ArrayList<>();
            for (Map.Entry<Integer, Optional<ChangedRange>> commit : commits.entrySet()) {
                session.first(
                                LABEL,
                                row -> new CommitNotice(
                                        row.text("name"),
                                        row.optionalInstant("watermark"),
                                        row.optionalInstant("newest_hit"),
                                        row.optionalInstant("committed_at"),
                                        commit.getValue()),
                                commit.getKey())
                        .ifPresent(notices::add);
            }
            return notices;
        });
    }
}
