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
    private readonly ShapedDirection _egress = new(new EgressShaper(runner, files, uplink));
    private readonly ShapedDirection _ingress = new(new IngressShaper(runner, files, uplink));

    public RuleNumbers Numbers => new(_egress.Numbers, _ingress.Numbers);

    public async Task ApplyAsync(LinkTrees trees, CancellationToken cancellation)
    {
        var before = _egress.Tree;
        try
        {
            await _egress.ApplyAsync(trees.Egress, cancellation).ConfigureAwait(false);
            await _ingress.ApplyAsync(trees.Ingress, cancellation).ConfigureAwait(false);
        }
        catch (LinuxNetException)
        {
            // The direction that failed put itself back; the other one must not stay alone.
            await _egress.ApplyAsync(before, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> TakeOverAsync(
        LinkTrees earlier, RuleNumbers numbers, LinkTrees wanted, CancellationToken cancellation)
    {
        var keep = new List<ShapingLeftover>();
        keep.AddRange(await KeptAsync(_egress, earlier.Egress, numbers.Egress, wanted.Egress, cancellation).ConfigureAwait(false));
        keep.AddRange(await KeptAsync(_ingress, earlier.Ingress, numbers.Ingress, wanted.Ingress, cancellation).ConfigureAwait(false));
        var found = await new ShapingSweeper(runner, files).SweepAsync(keep, cancellation).ConfigureAwait(false);
        await ApplyAsync(wanted, cancellation).ConfigureAwait(false);
        return [.. found.Select(l => $"{l.Kind} on {l.Interface}")];
    }

    /// <summary>What is known is changed in place; what is not, but is to be replaced, stays until its successor comes in one step.</summary>
    private static async Task<IReadOnlyList<ShapingLeftover>> KeptAsync(
        ShapedDirection direction, ShapingTree? earlier, IReadOnlyDictionary<string, int> numbers, ShapingTree? wanted, CancellationToken cancellation) =>
        await direction.AdoptAsync(earlier, numbers, cancellation).ConfigureAwait(false) || wanted is not null ? direction.Places : [];
}
