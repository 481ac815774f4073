namespace MigrationActors.Core.Planning.Checking;

/// <summary>How far rates may be off by rounding.</summary>
internal static class Tolerance
{
    private const double Relative = 1e-6;

    public static bool Exceeds(double rate, double most) => rate > most + Relative * Math.Max(1, Math.Abs(most));

    public static bool Exceeds(Mbps rate, Mbps most) => Exceeds(rate.Value, most.Value);
}
