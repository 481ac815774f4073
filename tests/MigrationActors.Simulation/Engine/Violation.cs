using System.Globalization;

namespace MigrationActors.Simulation.Engine;

/// <summary>A promise of the product that was broken.</summary>
/// <param name="Invariant">Its short name, such as <c>I1</c>.</param>
public sealed record Violation(string Invariant, string Sentence, TimeSpan At)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Invariant} at {At.TotalSeconds:0.000} s: {Sentence}");
}
