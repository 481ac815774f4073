namespace MigrationActors.Actors.Host;

/// <summary>Remembers the highest epoch seen: a coordinator with a lower one has been replaced and must not be obeyed.</summary>
public sealed class EpochGuard
{
    public long Highest { get; private set; }

    /// <returns>Whether a command of this epoch may be carried out.</returns>
    public bool Admits(long epoch)
    {
        Highest = Math.Max(Highest, epoch);
        return epoch == Highest;
    }
}
