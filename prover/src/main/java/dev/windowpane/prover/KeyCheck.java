package dev.windowpane.prover;

import dev.windowpane.spec.CountTable;
import dev.windowpane.spec.Resolution;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Compares the tables key by key, in the transaction of the look. The work grows with the keys, so a look takes a few windows; now and then all. */
final class KeyCheck {
    /** Keys told of one statement. */
    static final int EXAMPLES = 3;

    private final Connection connection;
    private final Look look;
    private final List<Violation> found = new ArrayList<>();

    KeyCheck(Connection connection, Look look) {
        this.connection = connection;
        this.look = look;
    }

    List<Violation> found() {
        return found;
    }

    /** @param windows their starts, in seconds since the epoch */
    void referrers(JobLook job, Collection<Long> windows) throws SQLException {
        if (!job.byReferrer() || windows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(LookSql.REFERRERS)) {
            Array starts = connection.createArrayOf(
                    "timestamptz",
                    windows.stream()
                            .map(it -> Instant.ofEpochSecond(it).toString())
                            .toArray());
            statement.setInt(1, job.job());
            statement.setArray(2, starts);
            statement.setInt(3, job.job());
            statement.setArray(4, starts);
            tell(statement, job, Rule.REFERRERS, "host and referrers");
        }
    }

    /** Everything of the job. */
    void all(JobLook job) throws SQLException {
        referrers(job, job.windows().keySet());
        for (CountTable table : CountTable.values()) {
            for (Resolution resolution : List.of(Resolution.HOUR, Resolution.DAY)) {
                try (PreparedStatement statement = connection.prepareStatement(LookSql.rollup(table, resolution))) {
                    statement.setInt(1, job.job());
                    statement.setInt(2, job.job());
                    tell(statement, job, Rule.ROLLUPS, "windows and " + table.table(resolution));
                }
            }
        }
    }

    private void tell(PreparedStatement statement, JobLook job, Rule rule, String what) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Violation(
                        look.at(),
                        rule,
                        "job %s, %s, %s: %s: %s (late %s) and %s (late %s)"
                                .formatted(
                                        job.name(),
                                        row.getObject(1, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC),
                                        row.getString(2),
                                        what,
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6))));
            }
        }
    }
}
