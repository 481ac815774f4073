namespace MigrationActors.Qemu.Qmp;

/// <summary>Anything that goes wrong between us and a QEMU's monitor. The message is a sentence for a person.</summary>
public class QmpException : Exception
{
    public QmpException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
