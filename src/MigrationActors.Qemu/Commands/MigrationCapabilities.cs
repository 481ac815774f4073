using MigrationActors.Core.Techniques;

namespace MigrationActors.Qemu.Commands;

/// <summary>The QEMU capabilities that a technique needs. Both sides must have the same ones set.</summary>
public static class MigrationCapabilities
{
    public const string Events = "events";

    /// <summary>Without it a source can report completed while the destination has died: the guest would run nowhere.</summary>
    public const string ReturnPath = "return-path";

    public const string PostcopyRam = "postcopy-ram";

    /// <summary>
    /// Lets QEMU slow a guest's CPUs down that dirties memory too fast. It cannot be switched on in the middle of a migration, so a
    /// pre-copy starts with it, held down by <see cref="MigrationParameters.ThrottleHeld"/>.
    /// </summary>
    public const string AutoConverge = "auto-converge";

    /// <summary>What to switch on and, after an attempt with another technique, off.</summary>
    /// <param name="postcopyAllowed">A pre-copy that may be switched to post-copy later.</param>
    public static IReadOnlyDictionary<string, bool> For(Technique technique, bool postcopyAllowed = false) => new Dictionary<string, bool>
    {
        [Events] = true,
        [ReturnPath] = true,
        [PostcopyRam] = postcopyAllowed || technique is Technique.PostCopy or Technique.Hybrid,
        [AutoConverge] = technique == Technique.PreCopy,
    };
}
