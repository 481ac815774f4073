namespace MigrationActors.Core.Bandwidth;

/// <summary>One straight piece y = m·x + c of a model; x and y in Mbit/s at the link rate of the model set.</summary>
/// <param name="From">The first x it holds for.</param>
/// <param name="To">The first x it does not hold for any more.</param>
/// <param name="M">Slope.</param>
/// <param name="C">Migration bandwidth at x = 0.</param>
public sealed record ModelSegment(double From, double To, double M, double C)
{
    /// <summary>The line's value; below zero where the line is.</summary>
    public double At(double x) => M * x + C;
}
