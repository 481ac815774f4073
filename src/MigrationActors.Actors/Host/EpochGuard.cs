using System.Globalization;
using MigrationActors.Actors.State;

namespace MigrationActors.Actors.Host;

/// <summary>
/// Remembers the highest epoch seen, over restarts too: a coordinator with a lower one has been replaced and must not be obeyed. A new
/// epoch is on the disk before its first command is obeyed; where it cannot be, nobody is.
/// </summary>
public sealed class EpochGuard
{
    private readonly StateFile _file;
    private long _written;

    /// <param name="file">Where the epoch is kept.</param>
    public EpochGuard(StateFile file)
    {
        _file = file;
        try
        {
            _written = Highest = Parse(file.Read());
        }
        catch (StateFileException e)
        {
            Obstacle = $"{e.Message} Which coordinator was replaced cannot be told, so none is obeyed. "
                + "If no old coordinator runs any more, remove the file and restart migrationd on this host.";
        }
    }

    /// <summary>The highest epoch heard of; 0 where none was.</summary>
    public long Highest { get; private set; }

    /// <summary>Why nobody can be obeyed until a person has mended it; null where all is well.</summary>
    public string? Obstacle { get; }

    /// <returns>Null where a command of this epoch may be carried out; else why not, as a sentence.</returns>
    public string? Refusal(long epoch)
    {
        if (Obstacle is not null)
        {
            return Obstacle;
        }

        if (epoch < Highest)
        {
            return $"A newer coordinator (epoch {Highest}) has taken over; this one (epoch {epoch}) is not obeyed.";
        }

        // Heard is heard, also where it cannot be written: the one before has been replaced.
        Highest = epoch;
        return epoch == _written ? null : Remember(epoch);
    }

    private string? Remember(long epoch)
    {
        try
        {
            _file.Write(epoch.ToString(CultureInfo.InvariantCulture) + "\n");
            _written = epoch;
            return null;
        }
        catch (StateFileException e)
        {
            return $"The coordinator's epoch {epoch} could not be remembered, so it is not obeyed: {e.Message}";
        }
    }

    private long Parse(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        return long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? epoch
            : throw new StateFileException($"'{_file.Path}' holds no epoch, which is a number.");
    }
}
