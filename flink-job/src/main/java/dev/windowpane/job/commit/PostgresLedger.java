package dev.windowpane.job.commit;

import dev.windowpane.job.commit.PostgresConnection.Connector;
import dev.windowpane.spec.Launch;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger in Postgres, on one session that is opened again after each failure. */
public final class PostgresLedger implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLedger.class);

    private final Connector connector;
    private final LedgerKey key;
    private volatile @Nullable PostgresSession session;
    private volatile boolean aborted;

    PostgresLedger(Connector connector, LedgerKey key) {
        this.connector = connector;
        this.key = key;
    }

    /** The ledger that a launch writes, connected to from the environment of the TaskManager. */
    public static Factory of(Launch launch) {
        LedgerKey key = LedgerKey.of(launch);
        PostgresConnection connection = new PostgresConnection(
                launch.spec().sink().connection(), "windowpane " + launch.spec().name());
        return new Opening(connection, key);
    }

    private record Opening(PostgresConnection connection, LedgerKey key) implements Factory {
        @Override
        public Ledger open() {
            return new PostgresLedger(() -> connection.connect(System.getenv()), key);
        }
    }

    @Override
    public Transaction begin() throws LedgerUnavailableException {
        try {
            return new PostgresTransaction(session(), key, this::drop);
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        }
    }

    @Override
    public void abort() {
        aborted = true;
        PostgresSession current = session;
        if (current != null) {
            try {
                current.connection().abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("the session could not be aborted", e);
            }
        }
    }

    private PostgresSession session() throws SQLException {
        PostgresSession current = session;
        if (current == null) {
            current = new PostgresSession(connector.connect());
            session = current;
        }
        if (aborted) {
            drop();
            throw new SQLException("the ledger is closed", "57000");
        }
        return current;
    }

    private void drop() {
        PostgresSession current = session;
        session = null;
        if (current != null) {
            try {
                current.connection().close();
            } catch (SQLException e) {
                LOG.debug("the session could not be closed", e);
            }
        }
    }
}
