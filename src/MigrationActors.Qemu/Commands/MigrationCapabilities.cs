using MigrationActors.Core.Techniques;

namespace MigrationActors.Qemu.Commands;

/// <summary>The QEMU capabilities that a technique needs. Both sides must have the same ones set.</summary>
public static class MigrationCapabilities
{
    public const string Events = "events";

    /// <summary>Without it a source can report completed while the destination has died: the guest would run nowhere.</summary>
    public const string ReturnPath = "return-path";

    public const string PostcopyRam = "postcopy-ram";

    /// <summary>What to switch on and, after an attempt with another technique, off.</summary>
    public static IReadOnlyDictionary<string, bool> For(Technique technique) => new Dictionary<string, bool>
    {
        [Events] = true,
        [ReturnPath] = true,
        [PostcopyRam] = technique is Technique.PostCopy or Technique.Hybrid,
    };
}
