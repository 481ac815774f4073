using System.Buffers.Text;

namespace MigrationActors.LinuxNet.Counters;

/// <summary>Reads the text of /proc/net/dev (proc_pid_net(5)) line by line without allocating.</summary>
public static class ProcNetDevParser
{
    private const int RxBytesColumn = 0;
    private const int TxBytesColumn = 8;

    /// <summary>
    /// Takes lines off <paramref name="rest"/> up to and including the next one that is an interface's. Headings and lines
    /// that are cut short are passed over: half a number is worse than none.
    /// </summary>
    /// <returns>False when there is none left.</returns>
    public static bool TryReadNext(ref ReadOnlySpan<byte> rest, out ProcNetDevLine line)
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (end >= 0 && TryParseLine(text, out line))
            {
                return true;
            }
        }

        line = default;
        return false;
    }

    private static bool TryParseLine(ReadOnlySpan<byte> text, out ProcNetDevLine line)
    {
        line = default;
        // The kernel allows no colon in a name, and the first number may stand right behind it.
        var colon = text.IndexOf((byte)':');
        if (colon < 0)
        {
            return false;
        }

        var columns = text[(colon + 1)..];
        long received = 0;
        for (var column = 0; column <= TxBytesColumn; column++)
        {
            columns = columns.TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(columns, out ulong value, out var used))
            {
                return false;
            }

            columns = columns[used..];
            // A counter above 2^63 would take centuries; wrapped to negative it is treated as a reset later.
            if (column == RxBytesColumn)
            {
                received = unchecked((long)value);
            }
            else if (column == TxBytesColumn)
            {
                line = new ProcNetDevLine(text[..colon].Trim((byte)' '), received, unchecked((long)value));
            }
        }

        return !line.Name.IsEmpty;
    }
}
