package org.amparo.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/// What a database is: `demo` or `live` for ever, and which key set it was made with. Read before the program
/// proper starts, so by plain JDBC.
///
/// @param mode `demo` or `live`
/// @param keySetFingerprint see the room `sealing`
public record Deployment(String mode, String keySetFingerprint) {

    /// Where the database is.
    public record Access(String url, String username, String password) {
        @Override
        public String toString() {
            return "Access[" + username + "]";
        }
    }

    /// The oldest PostgreSQL our statements run on.
    private static final int OLDEST = 15;

    /// @return empty for a database without our tables or without a first start
    /// @throws StartRefused when the database cannot be reached or is too old
    public static Optional<Deployment> read(Access access) {
        try (var connection = connect(access)) {
            demandVersion(connection.getMetaData().getDatabaseMajorVersion());
            try (var tables = connection.getMetaData().getTables(null, "public", "deployment", null)) {
                if (!tables.next()) {
                    return Optional.empty();
                }
            }
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT mode, keyset_fingerprint FROM deployment")) {
                return rows.next()
                        ? Optional.of(new Deployment(rows.getString(1), rows.getString(2)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /// Writes the row of a first start, unless another start was quicker.
    ///
    /// @return what the database is from now on
    public static Deployment claim(Access access, Deployment wanted, Instant now) {
        try (var connection = connect(access);
                var insert = connection.prepareStatement("""
                    INSERT INTO deployment (mode, keyset_fingerprint, created_at) VALUES (?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """)) {
            insert.setString(1, wanted.mode());
            insert.setString(2, wanted.keySetFingerprint());
            insert.setTimestamp(3, Timestamp.from(now));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw unreachable(e);
        }
        return read(access).orElse(wanted);
    }

    /// @param major of the server
    static void demandVersion(int major) {
        if (major < OLDEST) {
            throw new StartRefused(
                    "the database is PostgreSQL " + major + ", which is too old: set AMPARO_DATABASE_URL to"
                            + " version " + OLDEST + " or newer, or upgrade it; nothing was changed");
        }
    }

    private static Connection connect(Access access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.username(), access.password());
    }

    private static StartRefused unreachable(SQLException e) {
        return new StartRefused(
                "the database cannot be reached (" + e.getSQLState()
                        + "): check AMPARO_DATABASE_URL, AMPARO_DATABASE_USERNAME and AMPARO_DATABASE_PASSWORD, and"
                        + " that it runs",
                e);
    }
}
