namespace MigrationActors.Core.Ledger;

/// <summary>Splits an amount in proportion to weights, where everyone has a floor and a cap.</summary>
internal static class WaterFilling
{
    /// <summary>
    /// Everyone's part is weight × level, but not below its floor nor above its cap; the level is the one at which the parts add up to the amount. An
    /// amount below the sum of the floors gives the floors, one above the sum of the caps gives the caps.
    /// </summary>
    /// <param name="vessels">Weights above 0, floors not above caps; a cap may be infinite.</param>
    public static double[] Split(double amount, IReadOnlyList<Vessel> vessels)
    {
        var level = LevelOf(amount, vessels);
        return [.. vessels.Select(v => Math.Clamp(v.Weight * level, v.Floor, v.Cap))];
    }

    /// <summary>As the level rises, a vessel starts to fill at floor / weight and is full at cap / weight.</summary>
    private static double LevelOf(double amount, IReadOnlyList<Vessel> vessels)
    {
        var changes = new List<(double Level, double Weight)>(2 * vessels.Count);
        var filled = 0.0;
        foreach (var vessel in vessels)
        {
            filled += vessel.Floor;
            changes.Add((vessel.Floor / vessel.Weight, vessel.Weight));
            changes.Add((vessel.Cap / vessel.Weight, -vessel.Weight));
        }

        changes.Sort();
        var (level, filling) = (0.0, 0.0);
        foreach (var (next, weight) in changes)
        {
            // Weights that came and went leave a rounding error behind, which must not count as somebody still filling.
            var gained = filling > Rounding ? filling * (next - level) : 0;
            if (filled + gained >= amount)
            {
                return filling > Rounding ? level + Math.Max(0, amount - filled) / filling : level;
            }

            filled += gained;
            level = next;
            filling += weight;
        }

        return level;
    }

    private const double Rounding = 1e-9;
}
