using MigrationActors.Core.Reservation;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Gangs.Expectation;

/// <summary>Whom a run moves.</summary>
/// <param name="Urgencies">One for each member, in the order of the request.</param>
public sealed record GangKind(string Name, IReadOnlyList<Urgency> Urgencies)
{
    public int Size => Urgencies.Count;

    public static IReadOnlyList<GangKind> All { get; } =
    [
        new("high2", [Urgency.High, Urgency.High]),
        new("high3", [Urgency.High, Urgency.High, Urgency.High]),
        new("low2", [Urgency.Low, Urgency.Low]),
        new("low3", [Urgency.Low, Urgency.Low, Urgency.Low]),
        new("medium2", [Urgency.Medium, Urgency.Medium]),

        // Not in the order in which Algorithm 3 takes them.
        new("mixed3", [Urgency.Low, Urgency.Medium, Urgency.High]),
    ];

    /// <exception cref="TestbedException">There is no such gang.</exception>
    public static GangKind Parse(string name) => All.FirstOrDefault(k => k.Name == name)
        ?? throw new TestbedException($"There is no gang '{name}'. There are {string.Join(", ", All.Select(k => k.Name))}.");
}
