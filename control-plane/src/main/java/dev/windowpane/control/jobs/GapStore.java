package dev.windowpane.control.jobs;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gaps in Postgres: a launch finds and applies them, a user accepts them. */
@ApplicationScoped
public class GapStore {
    private static final String COLUMNS =
            "select job, partition, from_offset, to_offset, reason, found_at, accepted_at, applied_at from gap ";
    private static final String OPEN = "accepted_at is null and applied_at is null ";

    /** Those that block, by job. */
    Map<Integer, List<Gap>> open(Session session) throws SQLException {
        List<OfJob> all = session.list(
                COLUMNS + "where " + OPEN + "order by job, partition", row -> new OfJob(row.number("job"), gap(row)));
        return all.stream()
                .collect(Collectors.groupingBy(OfJob::job, Collectors.mapping(OfJob::gap, Collectors.toList())));
    }

    List<Gap> ofJob(Session session, int job) throws SQLException {
        return session.list(COLUMNS + "where job = ? order by found_at desc, partition limit 1000", GapStore::gap, job);
    }

    /** Those that block the job; nobody changes them before the transaction ends. */
    List<Gap> lockOpen(Session session, int job) throws SQLException {
        return session.list(
                COLUMNS + "where job = ? and " + OPEN + "order by partition for update", GapStore::gap, job);
    }

    void acceptOpen(Session session, int job) throws SQLException {
        session.update("update gap set accepted_at = clock_timestamp() where job = ? and " + OPEN, job);
    }

    private record OfJob(int job, Gap gap) {}

    private static Gap gap(Row row) throws SQLException {
        return Gap.of(
                row.number("partition"),
                row.bigNumber("from_offset"),
                row.bigNumber("to_offset"),
                GapReason.valueOf(row.text("reason")),
                row.instant("found_at"),
                row.optionalInstant("accepted_at"),
                row.optionalInstant("applied_at"));
    }
}
