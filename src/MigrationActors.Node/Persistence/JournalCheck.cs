using System.Data.Common;
using System.Globalization;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Node.Persistence;

/// <summary>
/// Whether the journal can be worked with, before anything starts: it is there, it can be written, and it holds no event that only a
/// newer version can read. Makes its tables where there are none.
/// </summary>
public static class JournalCheck
{
    /// <exception cref="JournalException">It cannot; the message says why and what to do.</exception>
    public static async Task RunAsync(JournalDatabase database, CancellationToken cancellation = default)
    {
        try
        {
            var connection = database.CreateConnection();
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancellation).ConfigureAwait(false);
                await ExecuteAsync(connection, database.CreateTables, cancellation).ConfigureAwait(false);
                await TryToWriteAsync(connection, cancellation).ConfigureAwait(false);
                await RefuseUnknownEventsAsync(database, connection, cancellation).ConfigureAwait(false);
            }
        }
        catch (DbException e)
        {
            throw new JournalException($"The journal's {database.Name} cannot be used: {database.Explain(e)}.", e);
        }
    }

    private static async Task TryToWriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.Transaction = transaction;
                command.CommandText =
                    "INSERT INTO journal (created, deleted, persistence_id, sequence_number, message) VALUES (0, @deleted, 'check-before-start', 1, @message)";
                Add(command, "deleted", false);
                Add(command, "message", Array.Empty<byte>());
                await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }

            await transaction.RollbackAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async Task RefuseUnknownEventsAsync(JournalDatabase database, DbConnection connection, CancellationToken cancellation)
    {
        var unknown = new List<string>();
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"SELECT DISTINCT manifest FROM journal WHERE identifier = {WireSerializer.SerializerId} ORDER BY manifest");
            var manifests = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (manifests.ConfigureAwait(false))
            {
                while (await manifests.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    if (manifests.GetString(0) is var manifest && Manifests.Find(manifest) is null)
                    {
                        unknown.Add($"'{manifest}'");
                    }
                }
            }
        }

        if (unknown.Count > 0)
        {
            throw new JournalException(
                $"The journal's {database.Name} holds events that this version cannot read ({string.Join(", ", unknown)}): a newer version of MigrationActors "
                    + "wrote them. Install that version here, or name another journal.");
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
