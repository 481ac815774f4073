using System.CommandLine;
using MigrationActors.Core;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Commands;

/// <summary>A guest's properties as command line options.</summary>
internal sealed class GuestOptionSet
{
    private readonly Option<int?> _memory = new("--memory") { Description = "Memory in MiB (256)" };
    private readonly Option<int?> _disk = new("--disk") { Description = "Disk in MiB (64)" };
    private readonly Option<int?> _fill = new("--fill") { Description = "MiB of memory to fill with random bytes (0)" };
    private readonly Option<int?> _dirty = new("--dirty") { Description = "MiB of memory to write anew each second (0)" };
    private readonly Option<int?> _workingSet = new("--working-set") { Description = "MiB within which to dirty (64, or what is filled)" };
    private readonly Option<double?> _out = new("--out") { Description = "Mbit/s from the guest to ext" };
    private readonly Option<double?> _in = new("--in") { Description = "Mbit/s from ext to the guest" };
    private readonly Option<string> _workload = new("--workload") { Description = "SLA class, such as content-delivery" };
    private readonly Option<double?> _slaLower = new("--sla-lower") { Description = "SLA: the rate it must keep, in Mbit/s" };
    private readonly Option<double?> _slaUpper = new("--sla-upper") { Description = "SLA: the rate it should keep, in Mbit/s" };

    private IEnumerable<Option> All => [_memory, _disk, _fill, _dirty, _workingSet, _out, _in, _workload, _slaLower, _slaUpper];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    public bool AreGiven(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is { Implicit: false });

    public GuestOptions Read(ParseResult parsed, string name)
    {
        var options = new GuestOptions(name);
        return options with
        {
            MemoryMiB = parsed.GetValue(_memory) ?? options.MemoryMiB,
            DiskMiB = parsed.GetValue(_disk) ?? options.DiskMiB,
            FillMiB = parsed.GetValue(_fill) ?? options.FillMiB,
            DirtyMiBPerSecond = parsed.GetValue(_dirty) ?? options.DirtyMiBPerSecond,
            WorkingSetMiB = parsed.GetValue(_workingSet),
            Out = Rate(parsed, _out),
            In = Rate(parsed, _in),
            Workload = parsed.GetValue(_workload),
            Sla = (Rate(parsed, _slaLower), Rate(parsed, _slaUpper)) switch
            {
                (null, null) => null,
                ({ } lower, { } upper) => (lower, upper),
                _ => throw new TestbedException("An SLA has two bounds: give both --sla-lower and --sla-upper, or neither."),
            },
        };
    }

    private static Mbps? Rate(ParseResult parsed, Option<double?> option) => parsed.GetValue(option) switch
    {
        null => null,
        { } value when double.IsFinite(value) && value >= 0 => new Mbps(value),
        { } value => throw new TestbedException($"{option.Name} is {value}, but must be a number of Mbit/s, zero or more."),
    };
}
