using Npgsql;

namespace MigrationActors.Node.Settings;

/// <summary>What a connection string to PostgreSQL must keep to.</summary>
internal static class PostgreSqlRules
{
    /// <summary>What is wrong with it, or null. It is never shown: somebody may have put a password into it.</summary>
    public static string? Problem(string connection)
    {
        NpgsqlConnectionStringBuilder given;
        try
        {
            given = new NpgsqlConnectionStringBuilder(connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return $"is no connection string ({e.Message.TrimEnd('.')}): write it as Host=db.example.org;Database=migration_actors;Username=migrationd.";
        }

        return string.IsNullOrEmpty(given.Host) || string.IsNullOrEmpty(given.Database) || string.IsNullOrEmpty(given.Username)
                ? "lacks Host, Database or Username: write it as Host=db.example.org;Database=migration_actors;Username=migrationd."
            : !string.IsNullOrEmpty(given.Password)
                ? "holds a password: put that into a file of the form host:port:database:user:password that only migrationd's user can read and name it with "
                    + "Passfile=FILE, or into the environment as PGPASSWORD."
            : null;
    }
}
