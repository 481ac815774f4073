namespace MigrationActors.Qemu.Qmp;

/// <summary>What the owner of a <see cref="ReconnectingQmp"/> hears, in order.</summary>
public abstract record QmpSignal
{
    private QmpSignal()
    {
    }

    /// <summary>Commands can be executed on <paramref name="Session"/> until the next signal that says otherwise.</summary>
    public sealed record Connected(IQmpExecutor Session) : QmpSignal;

    public sealed record Happened(QmpEvent Event) : QmpSignal;

    /// <summary>The connection is lost or could not be made; it is being tried again. Said once per outage.</summary>
    public sealed record Disconnected(string Reason) : QmpSignal;

    /// <summary>Nobody listens on the socket any more: this QEMU is gone. The last signal.</summary>
    public sealed record Gone(string Reason) : QmpSignal;
}
