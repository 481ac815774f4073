using Akka.Configuration;

namespace MigrationActors.Node.Persistence;

/// <summary>What Akka's journal has to know of the database; the rest of its settings are the same on every node, in <c>akka.conf</c>.</summary>
public static class JournalConfig
{
    public static Config Of(JournalDatabase database) => ConfigurationFactory.ParseString($$"""
        akka.persistence.journal.sql.provider-name = "{{database.Provider}}"
        akka.persistence.journal.sql.connection-string = "{{Escape(database.ConnectionString)}}"
        """);

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
