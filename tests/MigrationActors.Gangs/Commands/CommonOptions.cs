using System.CommandLine;
using MigrationActors.Core;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<FileInfo> Json { get; } = new("--json") { Description = "Also write the report to this file." };

    public Option<string> Prefix { get; } = new("--prefix") { Description = "The testbed's name.", DefaultValueFactory = _ => "gangs" };

    public Option<string> Link { get; } = new("--link") { Description = "The rate of the testbed's links.", DefaultValueFactory = _ => "200mbit" };

    public void AddTo(Command command)
    {
        command.Options.Add(Json);
        command.Options.Add(Prefix);
        command.Options.Add(Link);
    }

    public TestbedPrefix PrefixIn(ParseResult parsed) => TestbedPrefix.Parse(parsed.GetValue(Prefix)!);

    public Mbps LinkIn(ParseResult parsed) => LinkRate.Parse(parsed.GetValue(Link)!);
}
