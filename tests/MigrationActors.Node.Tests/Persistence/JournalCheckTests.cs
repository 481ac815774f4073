using System.Data;
using System.Data.Common;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using MigrationActors.Node.Persistence;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>What is said, before anything starts, of a journal that cannot be worked with.</summary>
[Collection(JournalCollection.Name)]
public sealed class JournalCheckTests(PostgreSqlServer server)
{
    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task It_makes_the_table_once_and_leaves_no_trace_of_its_try(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);

        await JournalCheck.RunAsync(store.Database);
        await JournalCheck.RunAsync(store.Database);

        store.Rows().ShouldBeEmpty();
    }

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task The_table_is_the_one_that_the_library_would_make(JournalKind kind)
    {
        using var ours = JournalStore.Of(kind, server);
        using var theirs = JournalStore.Of(kind, server);
        await JournalCheck.RunAsync(ours.Database);
        await LetTheLibraryMakeItAsync(theirs.Database);

        Columns(ours.Database).ShouldBe(Columns(theirs.Database));
    }

    [SkippableTheory]
    [InlineData(JournalKind.Sqlite)]
    [InlineData(JournalKind.PostgreSql)]
    public async Task Events_of_a_newer_version_are_refused_by_name(JournalKind kind)
    {
        using var store = JournalStore.Of(kind, server);
        await JournalCheck.RunAsync(store.Database);
        foreach (var (number, manifest) in new[] { (1, "coord.epoch-raised.1"), (2, "saga.decided.9"), (3, "saga.warped.1") })
        {
            store.Execute($"""
                INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier)
                SELECT 0, {(kind == JournalKind.Sqlite ? "0" : "false")}, 'x', {number}, '', '{manifest}', 77001
                """);
        }

        (await RefusalAsync(store.Database)).ShouldSatisfyAllConditions(
            m => m.ShouldContain("('saga.decided.9', 'saga.warped.1')"), m => m.ShouldContain("newer version"), m => m.ShouldContain("Install that version"));
    }

    [Fact]
    public async Task A_locked_file_is_said_to_be_locked()
    {
        using var store = JournalStore.Of(JournalKind.Sqlite, server);
        await JournalCheck.RunAsync(store.Database);
        store.Withdraw();

        (await RefusalAsync(store.Database)).ShouldSatisfyAllConditions(m => m.ShouldContain(store.File), m => m.ShouldContain("locked by another program"));
    }

    [Fact]
    public async Task A_file_that_can_only_be_read_is_said_to_be_so()
    {
        using var store = JournalStore.Of(JournalKind.Sqlite, server);
        await JournalCheck.RunAsync(store.Database);

        // Permissions do not stop root. A write version that SQLite does not know does: "attempt to write a readonly database".
        using (var file = File.OpenWrite(store.File))
        {
            file.Position = 18;
            file.WriteByte(9);
        }

        (await RefusalAsync(store.Database)).ShouldContain("can only be read");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_not_overwritten()
    {
        using var store = JournalStore.Of(JournalKind.Sqlite, server);
        Directory.CreateDirectory(Path.GetDirectoryName(store.File)!);
        await File.WriteAllTextAsync(store.File, string.Concat(Enumerable.Repeat("not a database\n", 100)));

        (await RefusalAsync(store.Database)).ShouldContain("damaged, or no SQLite database");
        (await File.ReadAllTextAsync(store.File)).ShouldStartWith("not a database");
    }

    [Fact]
    public async Task A_folder_in_the_files_place_is_said_to_be_no_file_that_opens()
    {
        using var store = JournalStore.Of(JournalKind.Sqlite, server);
        Directory.CreateDirectory(store.File);

        (await RefusalAsync(store.Database)).ShouldContain("cannot be opened");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named() =>
        (await RefusalAsync(new SqliteJournal("/proc/nowhere/journal.db"))).ShouldContain("folder of the journal's SQLite file '/proc/nowhere/journal.db' cannot be made");

    [Fact]
    public async Task A_server_that_is_not_there_is_said_to_be_out_of_reach() =>
        (await RefusalAsync(new PostgreSqlJournal("Host=127.0.0.1;Port=1;Database=journal;Username=migrationd"))).ShouldSatisfyAllConditions(
            m => m.ShouldContain("PostgreSQL database 'journal' on 127.0.0.1"), m => m.ShouldContain("cannot be reached"));

    [SkippableFact]
    public async Task A_database_that_is_not_there_comes_with_the_command_that_makes_it()
    {
        Skip.If(server.Obstacle is not null, server.Obstacle);
        server.Start();

        (await RefusalAsync(new PostgreSqlJournal(server.ConnectionString("nowhere")))).ShouldContain("createdb --owner postgres nowhere");
    }

    [SkippableFact]
    public async Task A_wrong_password_is_said_to_be_refused_and_is_not_shown()
    {
        Skip.If(server.Obstacle is not null, server.Obstacle);
        server.CreateDatabase();
        server.Execute("postgres", "DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN PASSWORD 'right-one'");
        using var passwords = new Settings.TemporaryFile("pgpass", "*:*:*:guarded:wrong-one\n");
        using var demand = server.DemandPasswords("guarded");

        var refusal = await RefusalAsync(new PostgreSqlJournal($"{server.ConnectionString("postgres").Replace("Username=postgres", "Username=guarded", StringComparison.Ordinal)};Passfile={passwords.Path}"));

        refusal.ShouldContain("does not let the user 'guarded' in");
        refusal.ShouldNotContain("wrong-one");
    }

    [SkippableFact]
    public async Task A_password_is_taken_from_the_file_that_is_named()
    {
        Skip.If(server.Obstacle is not null, server.Obstacle);
        server.CreateDatabase();
        server.Execute("postgres", "DROP ROLE IF EXISTS guarded; CREATE ROLE guarded SUPERUSER LOGIN PASSWORD 'right-one'");
        using var passwords = new Settings.TemporaryFile("pgpass", "*:*:*:guarded:right-one\n");
        using var demand = server.DemandPasswords("guarded");

        await JournalCheck.RunAsync(new PostgreSqlJournal(
            $"{server.ConnectionString("postgres").Replace("Username=postgres", "Username=guarded", StringComparison.Ordinal)};Passfile={passwords.Path}"));
    }

    private static async Task<string> RefusalAsync(JournalDatabase database) =>
        (await Should.ThrowAsync<JournalException>(() => JournalCheck.RunAsync(database))).Message;

    private static async Task LetTheLibraryMakeItAsync(JournalDatabase database)
    {
        if (database is SqliteJournal)
        {
            using var file = database.CreateConnection();
            file.Open();
            using var touch = file.CreateCommand();
            touch.CommandText = "PRAGMA user_version = 0";
            touch.ExecuteNonQuery();
        }

        var hocon = ConfigurationFactory.ParseString("""
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.persistence.journal {
              plugin = "akka.persistence.journal.sql"
              sql { class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql", auto-initialize = true }
            }
            """);
        using var system = ActorSystem.Create("library", hocon.WithFallback(JournalConfig.Of(database)));
        await system.ActorOf(Props.Create(() => new Writer())).Ask<string>("one event", TimeSpan.FromSeconds(30));
        await system.Terminate();
    }

    private static List<string> Columns(JournalDatabase database)
    {
        using var connection = database.CreateConnection();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM journal";
        using var reader = command.ExecuteReader(CommandBehavior.KeyInfo);
        return [.. reader.GetColumnSchema().Select(c => $"{c.ColumnName} {c.DataTypeName?.ToUpperInvariant()} {c.AllowDBNull}")];
    }

    private sealed class Writer : ReceivePersistentActor
    {
        public Writer()
        {
            RecoverAny(_ => { });
            Command<string>(text => Persist(text, Sender.Tell));
        }

        public override string PersistenceId => "writer";
    }
}
