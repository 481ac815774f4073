using System.Net;
using System.Net.Sockets;
using MigrationActors.Node.Persistence;
using MigrationActors.Node.Tests.Settings;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>A coordinator node whose journal cannot be used does not start.</summary>
public sealed class NodeStartTests
{
    private static string Cluster => Path.Combine(AppContext.BaseDirectory, "cluster-config", "akka.conf");

    [Theory]
    [InlineData("SqliteFile", "/proc/nowhere/journal.db", "cannot be made")]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port=1;Database=journal;Username=migrationd", "cannot be reached")]
    public async Task A_journal_that_cannot_be_used_stops_the_start_with_a_sentence(string setting, string value, string text)
    {
        using var file = Settings("coordinator", setting, value);

        var error = await Should.ThrowAsync<JournalException>(() => NodeHost.CreateAsync(new NodeArguments(file.Path, [])));

        error.Message.ShouldContain(text);
        error.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("SqliteFile", "/proc/nowhere/journal.db")]
    [InlineData("PostgreSql", "Host=127.0.0.1;Port=1;Database=journal;Username=migrationd")]
    public async Task The_program_says_it_in_a_line_and_ends_with_1(string setting, string value)
    {
        using var file = Settings("coordinator", setting, value);
        var program = Path.Combine(AppContext.BaseDirectory, "migrationd.dll");

        var result = await Processes.CommandRunner.Instance.RunAsync("dotnet", [program, "--config", file.Path]);

        result.ExitCode.ShouldBe(ExitCode.CannotStart);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldStartWith("migrationd: The ");
        result.Error.Trim().ShouldNotContain("\n");
    }

    private static TemporaryFile Settings(string role, string setting, string value)
    {
        var port = FreePort();
        return new TemporaryFile("node.json", $$"""
            {
              "Name": "c1", "Address": "127.0.0.1", "Port": {{port}}, "Roles": [ "{{role}}" ], "Seeds": [ "127.0.0.1:{{port}}" ],
              "Akka": "{{Cluster}}", "Http": { "Port": {{FreePort()}} }, "Persistence": { "{{setting}}": "{{value}}" }
            }
            """);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
