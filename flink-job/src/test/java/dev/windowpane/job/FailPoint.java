package dev.windowpane.job;

/** Where a running job may fail, and which place in the tests' doubles that is. */
enum FailPoint {
    PARSE("parse"),
    SPLITS_SNAPSHOT("source.snapshot"),
    COUNT("count.before"),
    BEFORE_THE_FLUSH("count.beforeFlush"),
    BETWEEN_FLUSH_AND_BARRIER("count.afterFlush"),
    FINISH("count.finish"),
    BEFORE_THE_BARRIER("commit.beforeBarrier"),
    SNAPSHOT("commit.snapshot"),
    BEFORE_NOTIFY("commit.beforeNotify"),
    AFTER_NOTIFY("commit.afterNotify"),
    RESTORE("ledger.open"),
    CONNECT("sql.connect"),
    FENCE("sql.fence"),
    PROGRESS("sql.progress"),
    MOVE("sql.move"),
    MONTHS("sql.months"),
    KEYS_COUNTED("sql.keysCounted"),
    KEYS_LOOKED_UP("sql.keysLookedUp"),
    HOSTS("sql.hosts"),
    HOSTS_BY_DAY("sql.hostsByDay"),
    REFERRERS("sql.referrers"),
    REFERRERS_BY_HOUR("sql.referrersByHour"),
    PLACES("sql.places"),
    LATENESS("sql.lateness"),
    REJECT_COUNTS("sql.rejectCounts"),
    DEAD_LETTERS("sql.deadLetters"),
    NOTIFY("sql.notify"),
    BEFORE_COMMIT("sql.commit"),
    ANSWER_LOST("sql.answer"),
    CRASH_IN_THE_TRANSACTION("crash.referrers"),
    CRASH_BEFORE_COMMIT("crash.commit"),
    /** The job goes on from a checkpoint whose deltas are in Postgres already. */
    CRASH_AFTER_COMMIT("crash.answer");

    private final String place;

    FailPoint(String place) {
        this.place = place;
    }

    String place() {
        return place;
    }
}
