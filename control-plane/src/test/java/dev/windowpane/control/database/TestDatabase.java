package dev.windowpane.control.database;

import dev.windowpane.local.EmbeddedPostgres;
import dev.windowpane.local.PostgresRole;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** A migrated database without Quarkus. */
public final class TestDatabase implements AutoCloseable {
    private final AgroalDataSource source;

    private final EmbeddedPostgres postgres;

    public TestDatabase(EmbeddedPostgres postgres) throws SQLException {
        this.postgres = postgres;
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(), PostgresRole.OWNER.roleName(), postgres.password(PostgresRole.OWNER))
                .load()
                .migrate();
        source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(8)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(postgres.jdbcUrl())
                                .principal(new NamePrincipal(PostgresRole.CONTROL.roleName()))
                                .credential(new SimplePassword(postgres.password(PostgresRole.CONTROL))))));
    }

    public Database database() {
        return new Database(source);
    }

    public void sql(String... statements) {
        database().<Boolean>transaction(session -> {
            for (String statement : statements) {
                session.update(statement);
            }
            return true;
        });
    }

    /** One statement as the owner of the tables. */
    public void owner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(), PostgresRole.OWNER.roleName(), postgres.password(PostgresRole.OWNER));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
