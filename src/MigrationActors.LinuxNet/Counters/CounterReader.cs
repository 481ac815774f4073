using System.Text;
using MigrationActors.LinuxNet.Host;

namespace MigrationActors.LinuxNet.Counters;

/// <summary>
/// Samples the counters of all interfaces with one read of one file: no process, and no file per interface but the first
/// time a name is seen. Not for use by two threads at a time.
/// </summary>
public sealed class CounterReader
{
    private const int LongestName = 16;

    private readonly NetworkFiles _files;
    private readonly Dictionary<string, InterfaceCounters> _last = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InterfaceCounters>.AlternateLookup<ReadOnlySpan<char>> _lastByChars;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private byte[] _buffer = new byte[16 * 1024];

    public CounterReader(NetworkFiles files)
    {
        _files = files;
        _lastByChars = _last.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>One sample of every interface that exists now, in the kernel's order.</summary>
    /// <exception cref="IOException">The counters' file cannot be read.</exception>
    public IReadOnlyList<InterfaceCounters> Read()
    {
        // In this order: filling may replace the buffer.
        var length = Fill();
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, length);
        var sample = new List<InterfaceCounters>(_last.Count + 1);
        _seen.Clear();
        while (ProcNetDevParser.TryReadNext(ref rest, out var line))
        {
            if (Identify(line) is { } counters)
            {
                sample.Add(counters);
                _seen.Add(counters.Name);
                _last[counters.Name] = counters;
            }
        }

        Forget();
        return sample;
    }

    private InterfaceCounters? Identify(ProcNetDevLine line)
    {
        Span<char> chars = stackalloc char[LongestName];
        if (line.Name.Length > LongestName)
        {
            return null;
        }

        var name = chars[..Encoding.Latin1.GetChars(line.Name, chars)];
        if (_lastByChars.TryGetValue(name, out var known)
            && line.RxBytes >= known.RxBytes && line.TxBytes >= known.TxBytes)
        {
            return known with { RxBytes = line.RxBytes, TxBytes = line.TxBytes };
        }

        // New, or its counters fell: then it may be another interface under an old name.
        var text = new string(name);
        return _files.IndexOf(text) is { } index ? new InterfaceCounters(index, text, line.RxBytes, line.TxBytes) : null;
    }

    private void Forget()
    {
        if (_last.Count == _seen.Count)
        {
            return;
        }

        foreach (var gone in _last.Keys.Where(n => !_seen.Contains(n)).ToList())
        {
            _last.Remove(gone);
        }
    }

    private int Fill()
    {
        using var file = File.OpenHandle(_files.ProcNetDev);
        var length = 0;
        while (true)
        {
            var read = RandomAccess.Read(file, _buffer.AsSpan(length), length);
            if (read == 0)
            {
                return length;
            }

            length += read;
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }
    }
}
