namespace MigrationActors.LinuxNet.Counters;

/// <summary>One interface's line of /proc/net/dev. <see cref="Name"/> points into the text that was parsed.</summary>
public readonly ref struct ProcNetDevLine
{
    public ProcNetDevLine(ReadOnlySpan<byte> name, long rxBytes, long txBytes)
    {
        Name = name;
        RxBytes = rxBytes;
        TxBytes = txBytes;
    }

    public ReadOnlySpan<byte> Name { get; }

    public long RxBytes { get; }

    public long TxBytes { get; }
}
