using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace MigrationActors.Node.Persistence;

/// <summary>A PostgreSQL server, 12 or later, that several coordinator machines share.</summary>
/// <param name="connection">Npgsql's connection string, without a password.</param>
public sealed class PostgreSqlJournal(string connection) : JournalDatabase
{
    private readonly NpgsqlConnectionStringBuilder _connection = WithLimits(new NpgsqlConnectionStringBuilder(connection));

    public override string Name => $"PostgreSQL database '{_connection.Database}' on {_connection.Host}";

    /// <summary>The newest that LINQ to DB tells apart; it serves later ones too.</summary>
    public override string Provider => "PostgreSQL.15";

    public override string ConnectionString => _connection.ConnectionString;

    public override string CreateTables => """
        CREATE TABLE IF NOT EXISTS journal (
          ordering BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          created BIGINT NOT NULL,
          deleted BOOLEAN NOT NULL,
          persistence_id TEXT NOT NULL,
          sequence_number BIGINT NOT NULL,
          message BYTEA NOT NULL,
          manifest TEXT NULL,
          identifier INTEGER NULL,
          writer_uuid TEXT NULL,
          CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number)
        );
        """;

    public override DbConnection CreateConnection() => new NpgsqlConnection(_connection.ConnectionString + ";Pooling=false");

    public override string Explain(DbException fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"it does not let the user '{_connection.Username}' in ({fault.Message.TrimEnd('.')}): check the user, its password and pg_hba.conf",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            $"there is no such database: make it with 'createdb --owner {_connection.Username} {_connection.Database}'",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            $"the user '{_connection.Username}' may not make or write its tables ({fault.Message.TrimEnd('.')}): let it own the database",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => "it can only be read, as a standby: name the primary server",
        PostgresException => fault.Message.TrimEnd('.'),
        { InnerException: SocketException or IOException or TimeoutException } => $"it cannot be reached ({fault.GetBaseException().Message.TrimEnd('.')}): is the server up, and is this its address?",
        _ => $"{fault.Message.TrimEnd('.')}: check the server, the user and its password",
    };

    /// <summary>
    /// Shorter than the journal's circuit breaker waits for a call, so that the reason is the database's own; what the user gave wins.
    /// </summary>
    private static NpgsqlConnectionStringBuilder WithLimits(NpgsqlConnectionStringBuilder given)
    {
        if (!given.ContainsKey("Timeout"))
        {
            given.Timeout = 3;
        }

        if (!given.ContainsKey("Command Timeout"))
        {
            given.CommandTimeout = 3;
        }

        given.ApplicationName ??= "migrationd";
        return given;
    }
}
