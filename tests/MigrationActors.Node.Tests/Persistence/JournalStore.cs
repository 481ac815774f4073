using System.Data.Common;
using MigrationActors.Node.Persistence;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>An empty journal of its own for one test, of either kind, and what can happen to it.</summary>
public sealed class JournalStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ma-journal-");
    private readonly PostgreSqlServer? _server;
    private DbConnection? _locker;

    private JournalStore(JournalKind kind, PostgreSqlServer server)
    {
        _server = kind == JournalKind.PostgreSql ? server : null;
        Database = _server is null ? new SqliteJournal(File) : new PostgreSqlJournal(_server.CreateDatabase());
    }

    public JournalDatabase Database { get; }

    /// <summary>The SQLite file.</summary>
    public string File => Path.Combine(_folder.FullName, "data", "journal.db");

    public static JournalStore Of(JournalKind kind, PostgreSqlServer server)
    {
        Skip.If(kind == JournalKind.PostgreSql && server.Obstacle is not null, server.Obstacle);
        return new JournalStore(kind, server);
    }

    /// <summary>PostgreSQL's server stops; SQLite's file is locked by somebody else.</summary>
    public void Withdraw()
    {
        if (_server is not null)
        {
            _server.Stop();
            return;
        }

        _locker = Database.CreateConnection();
        _locker.Open();
        Execute(_locker, "BEGIN EXCLUSIVE");
    }

    public void GiveBack()
    {
        _server?.Start();
        _locker?.Dispose();
        _locker = null;
    }

    public void Execute(string sql)
    {
        using var connection = Open();
        Execute(connection, sql);
    }

    public IReadOnlyList<JournalRow> Rows()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT persistence_id, sequence_number, manifest, message FROM journal ORDER BY persistence_id, sequence_number";
        using var reader = command.ExecuteReader();
        var rows = new List<JournalRow>();
        while (reader.Read())
        {
            rows.Add(new JournalRow(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), System.Text.Encoding.UTF8.GetString((byte[])reader[3])));
        }

        return rows;
    }

    public void Dispose()
    {
        GiveBack();
        _folder.Delete(recursive: true);
    }

    private DbConnection Open()
    {
        var connection = Database.CreateConnection();
        connection.Open();
        return connection;
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
