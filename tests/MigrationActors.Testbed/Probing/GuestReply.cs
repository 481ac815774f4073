using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MigrationActors.Testbed.Probing;

/// <summary>One line that guestd answered; the protocol is at the top of guestd.c.</summary>
/// <param name="Request">The request, as it was sent.</param>
/// <param name="Counter">Seconds since boot that the guest has counted.</param>
/// <param name="Nonce">Drawn at boot: another one is another boot.</param>
/// <param name="Uptime">The guest's own clock; stands still while the guest does.</param>
/// <param name="Disk">ok, none, writing, error:ERRNO or bad:OFFSET; null where it was not asked for.</param>
/// <param name="DiskCounter">The counter on the disk; null where it was not asked for.</param>
public sealed record GuestReply(
    string Request, long Counter, string Nonce, TimeSpan Uptime, int FilledMiB, int FillMiB, string? Disk, long? DiskCounter)
{
    public bool IsFilled => FilledMiB >= FillMiB;

    public bool DiskIsIntact => Disk == "ok";

    /// <summary>False where the line is none of guestd's.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out GuestReply? reply)
    {
        reply = null;
        var words = line.Split(' ');
        var values = words.Skip(1).Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        var fill = values.GetValueOrDefault("fill", "").Split('/');
        if (words[0].Length == 0
            || !TryNumber(values, "counter", out var counter)
            || !TryNumber(values, "uptime_ms", out var uptime)
            || !values.TryGetValue("nonce", out var nonce)
            || fill.Length != 2
            || !int.TryParse(fill[0], NumberStyles.None, CultureInfo.InvariantCulture, out var filled)
            || !int.TryParse(fill[1], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
        {
            return false;
        }

        reply = new GuestReply(
            words[0],
            counter,
            nonce,
            TimeSpan.FromMilliseconds(uptime),
            filled,
            wanted,
            values.GetValueOrDefault("disk"),
            TryNumber(values, "disk_counter", out var onDisk) ? onDisk : null);
        return true;
    }

    private static bool TryNumber(Dictionary<string, string> values, string name, out long number)
    {
        number = 0;
        return values.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
