using System.CommandLine;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Commands;

/// <summary>The option that all commands share.</summary>
internal sealed class PrefixOption
{
    public const string Name = "--prefix";
    private const string Default = "ma";

    public Option<string> Option { get; } = new(Name)
    {
        Description = "Name of the testbed; several can be up at a time",
        DefaultValueFactory = _ => Default,
    };

    public TestbedPrefix Read(ParseResult parsed) => TestbedPrefix.Parse(parsed.GetRequiredValue(Option));
}
