namespace MigrationActors.Qemu.Qmp;

/// <summary>How patient we are with a QEMU's monitor. All durations are longer than zero.</summary>
public sealed record QmpSettings
{
    public static QmpSettings Default { get; } = new();

    /// <summary>The QMP timeout: how long a command may take unless the caller says otherwise.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a new connection waits for QEMU's greeting before it calls the socket busy.</summary>
    public TimeSpan GreetingTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest line taken from QEMU, in bytes. The longest known answer, query-qmp-schema, has some 200 KB.</summary>
    public int MaxLineBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Events kept for a slow reader. Beyond that the oldest go: what they said can be queried.</summary>
    public int EventCapacity { get; init; } = 1024;

    /// <summary>The first pause before connecting again; it doubles up to <see cref="MaxReconnectDelay"/>.</summary>
    public TimeSpan MinReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(2);
}
