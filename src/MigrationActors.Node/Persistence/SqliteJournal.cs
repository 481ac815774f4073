using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace MigrationActors.Node.Persistence;

/// <summary>A file on this machine.</summary>
/// <param name="file">Its path.</param>
public sealed class SqliteJournal(string file) : JournalDatabase
{
    /// <summary>How long a call waits for a lock of somebody else. Seconds; shorter than the journal's circuit breaker waits for the call.</summary>
    private const int BusySeconds = 3;

    private readonly string _file = Path.GetFullPath(file);

    public override string Name => $"SQLite file '{_file}'";

    public override string Provider => "SQLite.MS";

    /// <summary>
    /// Never created at work: a file that went away must not be replaced by an empty one. Not pooled: a pooled connection would hold on to
    /// a file that was moved or deleted.
    /// </summary>
    public override string ConnectionString => Builder(SqliteOpenMode.ReadWrite);

    public override string CreateTables => """
        CREATE TABLE IF NOT EXISTS journal (
          ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
          created INTEGER NOT NULL,
          deleted BIT NOT NULL,
          persistence_id NVARCHAR(255) NOT NULL,
          sequence_number INTEGER NOT NULL,
          message VARBINARY NOT NULL,
          manifest NVARCHAR(500) NULL,
          identifier INTEGER NULL,
          writer_uuid NVARCHAR(128) NULL
        );
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        """;

    public override DbConnection CreateConnection()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The folder of the journal's {Name} cannot be made: {e.Message}", e);
        }

        return new SqliteConnection(Builder(SqliteOpenMode.ReadWriteCreate));
    }

    public override string Explain(DbException fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        5 or 6 => "it is locked by another program, perhaps a second migrationd or sqlite3: end that ('fuser FILE' shows it)",
        8 => "it can only be read: let the user that runs migrationd write to it, and see that its file system is not mounted read-only",
        11 or 26 => "it is damaged, or no SQLite database: put a backup in its place, or name another file",
        13 => "its disk is full: make room",
        14 => "it cannot be opened: see whether the user that runs migrationd may use the file and its folder",
        _ => fault.Message.TrimEnd('.'),
    };

    private string Builder(SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = _file,
        Mode = mode,
        Pooling = false,
        DefaultTimeout = BusySeconds,
    }.ConnectionString;
}
