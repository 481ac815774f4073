using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Migration;

/// <summary>When a running migration is to be switched to post-copy: at once for post-copy, after the first full pass for hybrid.</summary>
public static class PostcopySwitch
{
    // QEMU counts the beginning of the first pass as 1.
    private const long PassAfterTheFirstFullOne = 2;

    /// <param name="source">What the source's query-migrate says.</param>
    public static bool IsDue(Technique technique, MigrationInfo source) => source.Status == MigrationStatus.Active && technique switch
    {
        Technique.PostCopy => true,
        Technique.Hybrid => source.Ram?.DirtySyncCount >= PassAfterTheFirstFullOne,
        _ => false,
    };

    /// <param name="atSource">An event of the source, while no post-copy has been started.</param>
    public static bool IsDue(Technique technique, QmpEvent atSource) => technique switch
    {
        Technique.PostCopy => atSource.MigrationStatus() == MigrationStatus.Active,
        Technique.Hybrid => atSource.MigrationPass() >= PassAfterTheFirstFullOne,
        _ => false,
    };
}
