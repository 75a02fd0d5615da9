package dev.windowpane.job.commit;

import dev.windowpane.job.testing.Faults;
import dev.windowpane.spec.Launch;

/** A launch's ledger in {@link TestPostgres}, opened inside the tests' JVM. A fault planned at {@code postgres} fails a commit for good. */
public record TestLedger(LedgerKey key) implements Ledger.Factory {
    public static Ledger.Factory of(Launch launch) {
        return new TestLedger(LedgerKey.of(launch));
    }

    @Override
    public Ledger open() {
        Ledger ledger = new PostgresLedger(TestPostgres.shared()::asJob, key);
        return new Ledger() {
            @Override
            public Transaction begin() throws LedgerUnavailableException {
                Faults.at("postgres", 1);
                return ledger.begin();
            }

            @Override
            public void abort() {
                ledger.abort();
            }
        };
    }
}
