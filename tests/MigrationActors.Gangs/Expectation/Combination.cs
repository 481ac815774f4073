using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Gangs.Expectation;

/// <summary>The background of the source and of the destination of one move.</summary>
public sealed record Combination(Background Source, Background Destination)
{
    public string Name => $"{Source.Name}-{Destination.Name}";

    /// <summary>
    /// The 16 of the thesis, and a saturated source: there even low urgency must reserve, and medium meets contention whatever the link.
    /// </summary>
    public static IReadOnlyList<Combination> All { get; } =
    [
        .. Background.Four.SelectMany(source => Background.Four.Select(destination => new Combination(source, destination))),
        new Combination(Background.Saturated, Background.Idle),
    ];

    /// <exception cref="TestbedException">There is no such combination.</exception>
    public static Combination Parse(string name) => All.FirstOrDefault(c => c.Name == name)
        ?? throw new TestbedException($"There is no combination '{name}'. There are {string.Join(", ", All.Select(c => c.Name))}.");
}
