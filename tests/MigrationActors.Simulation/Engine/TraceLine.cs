using System.Globalization;

namespace MigrationActors.Simulation.Engine;

/// <summary>Something that happened. What it is about is made text only when somebody reads it.</summary>
public readonly record struct TraceLine(TimeSpan At, string What, object? Who, object? Detail)
{
    private const int Longest = 240;

    public override string ToString()
    {
        var detail = Detail?.ToString() ?? "";
        var line = string.Create(CultureInfo.InvariantCulture, $"{At.TotalSeconds,10:0.000000}  {What,-14} {Who}  {string.Join(' ', detail.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
        return line.Length > Longest ? line[..Longest] + "…" : line.TrimEnd();
    }
}
