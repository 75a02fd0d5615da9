package dev.windowpane.job.commit;

import dev.windowpane.job.testing.Faults;
import dev.windowpane.spec.Launch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in a real Postgres, whose session can be lost before each statement and around COMMIT. Places: {@code sql.NAME} loses
 * the session, {@code crash.NAME} ends the commit thread as a crash of the process would, with what it wrote not committed.
 */
public record FailingPostgres(int job, long epoch, int nth) implements Ledger.Factory {
    private static final long serialVersionUID = 1L;

    private static final Map<String, String> STATEMENTS = new LinkedHashMap<>();

    static {
        STATEMENTS.put("update job_ledger", "fence");
        STATEMENTS.put("select partition", "progress");
        STATEMENTS.put("insert into job_progress", "move");
        STATEMENTS.put("select make_partitions", "months");
        STATEMENTS.put("select (select count(*)", "keysCounted");
        STATEMENTS.put("select i from unnest", "keysLookedUp");
        STATEMENTS.put("insert into hits_by_host as", "hosts");
        STATEMENTS.put("insert into hits_by_host_daily as", "hostsByDay");
        STATEMENTS.put("insert into hits_by_host_and_referrer as", "referrers");
        STATEMENTS.put("insert into hits_by_host_and_referrer_hourly as", "referrersByHour");
        STATEMENTS.put("insert into window_ledger", "places");
        STATEMENTS.put("insert into lateness", "lateness");
        STATEMENTS.put("insert into dead_letter_counts", "rejectCounts");
        STATEMENTS.put("insert into dead_letters", "deadLetters");
        STATEMENTS.put("select pg_notify", "notify");
    }

    /** @param launch whose ledger it is; of each place the {@code nth} calls can fail */
    public static FailingPostgres of(Launch launch, int nth) {
        return new FailingPostgres(launch.job(), launch.epoch(), nth);
    }

    @Override
    public Ledger open() {
        Faults.at("ledger.open", 2);
        return new PostgresLedger(this::connect, new LedgerKey(job, epoch, "hits", 300));
    }

    private Connection connect() throws SQLException {
        if (Faults.isDue("sql.connect", 1)) {
            throw new SQLException("connection refused", "08001");
        }
        Connection real = TestPostgres.shared().asJob();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(real, method, arguments));
    }

    private @Nullable Object call(Connection real, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean commit = method.getName().equals("commit");
        if (commit) {
            fail(real, "commit");
        } else if (method.getName().equals("prepareStatement") && arguments != null) {
            String sql = arguments[0].toString();
            for (Map.Entry<String, String> statement : STATEMENTS.entrySet()) {
                if (sql.startsWith(statement.getKey())) {
                    fail(real, statement.getValue());
                }
            }
        }
        try {
            Object result = method.invoke(real, arguments);
            if (commit) {
                fail(real, "answer");
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void fail(Connection real, String place) throws SQLException {
        if (Faults.isDue("sql." + place, nth)) {
            real.close();
            throw new SQLException("the session was lost", "08006");
        }
        if (Faults.isDue("crash." + place, nth)) {
            real.close();
            throw new IllegalStateException("crashed at " + place);
        }
    }
}
