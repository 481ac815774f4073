using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tc.Shaping;

namespace MigrationActors.Actors.Shaping;

/// <summary>One direction of the uplink, and what was last asked of it.</summary>
internal sealed class ShapedDirection(ILinkShaper shaper)
{
    /// <summary>Rules of ours may be there, also after an attempt that failed.</summary>
    private bool _mayBeUp;

    /// <summary>What is up; null for nothing.</summary>
    public ShapingTree? Tree { get; private set; }

    public IReadOnlyDictionary<string, int> Numbers => shaper.Numbers;

    public IReadOnlyList<ShapingLeftover> Places => shaper.Places;

    /// <summary>A direction that has no rules and needs none costs no process.</summary>
    public async Task ApplyAsync(ShapingTree? wanted, CancellationToken cancellation)
    {
        if (wanted is not null)
        {
            _mayBeUp = true;
            await shaper.ApplyAsync(wanted, cancellation).ConfigureAwait(false);
        }
        else if (_mayBeUp)
        {
            await shaper.RemoveAsync(cancellation).ConfigureAwait(false);
            _mayBeUp = false;
        }

        Tree = wanted;
    }

    /// <returns>Whether what an earlier agent put up is there, and now ours.</returns>
    public async Task<bool> AdoptAsync(ShapingTree? earlier, IReadOnlyDictionary<string, int> numbers, CancellationToken cancellation)
    {
        if (earlier is null || !await shaper.AdoptAsync(earlier, numbers, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        (_mayBeUp, Tree) = (true, earlier);
        return true;
    }
}
