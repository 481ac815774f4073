using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tc.Shaping;
using MigrationActors.Processes;

namespace MigrationActors.Actors.Shaping;

/// <summary>The kernel's traffic control on this host's uplink, both directions.</summary>
public sealed class KernelUplinkShaper(ICommandRunner runner, NetworkFiles files, InterfaceName uplink) : IUplinkShaper
{
    private readonly EgressShaper _egress = new(runner, files, uplink);
    private readonly IngressShaper _ingress = new(runner, files, uplink);
    private LinkTrees _applied = LinkTrees.None;

    public async Task ApplyAsync(LinkTrees trees, CancellationToken cancellation)
    {
        try
        {
            await ApplyAsync(_egress, trees.Egress, _applied.Egress, cancellation).ConfigureAwait(false);
            await ApplyAsync(_ingress, trees.Ingress, _applied.Ingress, cancellation).ConfigureAwait(false);
            _applied = trees;
        }
        catch (LinuxNetException)
        {
            // The direction that failed put itself back; the other one must not stay alone.
            await ApplyAsync(_egress, _applied.Egress, trees.Egress, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellation)
    {
        var found = await new ShapingSweeper(runner, files).SweepAsync(cancellation).ConfigureAwait(false);
        _applied = LinkTrees.None;
        return [.. found.Select(l => $"{l.Kind} on {l.Interface}")];
    }

    /// <summary>A direction that had no tree and needs none costs no process.</summary>
    private static async Task ApplyAsync(
        ILinkShaper direction, ShapingTree? wanted, ShapingTree? before, CancellationToken cancellation)
    {
        if (wanted is not null)
        {
            await direction.ApplyAsync(wanted, cancellation).ConfigureAwait(false);
        }
        else if (before is not null)
        {
            await direction.RemoveAsync(cancellation).ConfigureAwait(false);
        }
    }
}
