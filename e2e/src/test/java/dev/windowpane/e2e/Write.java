package dev.windowpane.e2e;

/**
 * A statement of the control plane, told by the row that it writes.
 *
 * @param name for people; of a run that goes on, its phase
 * @param condition what is so of the row, in PL/pgSQL with {@code tg_op}, {@code old} and {@code new}
 */
record Write(String name, String table, String condition) {
    private static final String OF_ROLLBACK =
            " and exists (select 1 from job_revision r where r.job = new.job and r.revision = new.revision and r.made_by = 'ROLLED_BACK')";

    /** A run goes on to this phase. */
    static Write phase(String phase) {
        return new Write(
                phase,
                "run",
                "new.phase = '%s' and (tg_op = 'INSERT' or old.phase is distinct from new.phase)".formatted(phase));
    }

    /** The same, of a run of a revision that was rolled back to. */
    static Write phaseAfterRollback(String phase) {
        Write any = phase(phase);
        return new Write(phase, any.table, any.condition + OF_ROLLBACK);
    }

    /** A new row; also one that turns out to be there already. */
    static Write row(String table) {
        return new Write("a row of " + table, table, "tg_op = 'INSERT'");
    }

    /** A new row with this value. */
    static Write row(String table, String column, String value) {
        return new Write(
                "a row of %s with %s %s".formatted(table, column, value),
                table,
                "tg_op = 'INSERT' and new.%s = '%s'".formatted(column, value));
    }

    /** A row that is there gets another value. */
    static Write column(String table, String column) {
        return new Write(
                "%s.%s".formatted(table, column),
                table,
                "tg_op = 'UPDATE' and old.%1$s is distinct from new.%1$s".formatted(column));
    }

    /** The job's spec no longer has this connection. */
    static Write jobWithoutConnection(String connection) {
        return new Write(
                "job.spec",
                "job",
                "tg_op = 'UPDATE' and old.spec #>> '{sink,connection}' = '%1$s' and new.spec #>> '{sink,connection}' is distinct from '%1$s'"
                        .formatted(connection));
    }
}
