package dev.windowpane.control.database;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Postgres by JDBC. Every call borrows a connection, so callers run on virtual threads. An unreachable or overloaded Postgres is a
 * {@link DatabaseAwayException}; anything else that Postgres refuses is a mistake of ours and an {@link IllegalStateException}.
 */
@ApplicationScoped
public class Database {
    private static final int ATTEMPTS = 4;
    private static final int LONG_READS = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final AgroalDataSource source;
    private final Semaphore turns = new Semaphore(LONG_READS, true);

    Database(AgroalDataSource source) {
        this.source = source;
    }

    /** What to do with a session; its result is the transaction's. */
    @FunctionalInterface
    public interface Work<T extends @org.jspecify.annotations.Nullable Object> {
        T with(Session session) throws SQLException;
    }

    /** Commits when {@code work} returns, rolls back when it throws. */
    public <T extends @org.jspecify.annotations.Nullable Object> T transaction(Work<T> work) {
        return run(work, false);
    }

    /** Like {@link #transaction}; where Postgres gave another transaction the right of way, {@code work} begins again. */
    public <T extends @org.jspecify.annotations.Nullable Object> T transactionAgain(Work<T> work) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return transaction(work);
            } catch (DatabaseAwayException e) {
                if (!e.isDeadlock()) {
                    throw e;
                }
            }
        }
        return transaction(work);
    }

    /** All statements of {@code work} see the database as of one moment. */
    public <T> T snapshot(Work<T> work) {
        return run(work, true);
    }

    /**
     * Like {@link #snapshot}, for reads that keep a core of Postgres busy for tens of milliseconds: three at a time, in the order in which they
     * came. More at once would take as long in all, and each short statement would wait among them.
     */
    public <T> T snapshotInTurn(Work<T> work) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw DatabaseAwayException.tooLong("other reads were before it for " + LONGEST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DatabaseAwayException.tooLong("interrupted");
        }
        try {
            return snapshot(work);
        } finally {
            turns.release();
        }
    }

    private <T extends @org.jspecify.annotations.Nullable Object> T run(Work<T> work, boolean snapshot) {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(snapshot);
            connection.setAutoCommit(false);
            int networkTimeout = connection.getNetworkTimeout();
            try {
                Session session = new Session(connection);
                if (snapshot) {
                    // setTransactionIsolation would set it for the session, one way and back, in transactions of their
                    // own
                    session.update("set transaction isolation level repeatable read");
                }
                T result = work.with(session);
                connection.commit();
                return result;
            } finally {
                // After a commit there is nothing to roll back; after a failure the connection goes back clean
                rollback(connection, networkTimeout);
            }
        } catch (SQLException e) {
            throw DatabaseAwayException.orMistake(e);
        }
    }

    private static void rollback(Connection connection, int networkTimeout) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        }
    }
}
