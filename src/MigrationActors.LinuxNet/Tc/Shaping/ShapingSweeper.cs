using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>
/// Finds and removes what an agent that died left on this host. For the start: it cannot tell a remnant from what a living shaper put
/// up, other than by being told what to keep.
/// </summary>
public sealed class ShapingSweeper
{
    private readonly NetworkFiles _files;
    private readonly TcCommand _tc;
    private readonly IfbDevice _devices;
    private readonly IngressOwner _owner;

    public ShapingSweeper(ICommandRunner runner, NetworkFiles files)
    {
        _files = files;
        _tc = new TcCommand(runner);
        _devices = new IfbDevice(runner, files);
        _owner = new IngressOwner(_tc, files);
    }

    /// <summary>Everything under our handle and our IFB names, in the order in which it must go. Touches nothing.</summary>
    /// <exception cref="TcException">tc's answer could not be read.</exception>
    public async Task<IReadOnlyList<ShapingLeftover>> FindAsync(CancellationToken cancellation = default)
    {
        var qdiscs = await _tc.QdiscsAsync(device: null, cancellation).ConfigureAwait(false);
        var found = new List<ShapingLeftover>();
        foreach (var qdisc in qdiscs)
        {
            // Names that are none of ours to handle can carry nothing of ours; a tree on an IFB device goes with it.
            if (!InterfaceName.IsValid(qdisc.Device) || IfbDevice.IsOurs(qdisc.Device))
            {
                continue;
            }

            var device = new InterfaceName(qdisc.Device);
            if (qdisc.IsOurs)
            {
                found.Add(new ShapingLeftover(device, LeftoverKind.EgressTree));
            }
            else if (await _owner.IsOursAsync(qdisc, device, cancellation).ConfigureAwait(false))
            {
                found.Add(new ShapingLeftover(device, LeftoverKind.IngressRedirect));
            }
        }

        found.AddRange(_files.Interfaces().Where(n => IfbDevice.IsOurs(n) && InterfaceName.IsValid(n))
            .Select(n => new ShapingLeftover(new InterfaceName(n), LeftoverKind.IfbDevice)));
        return [.. found.OrderBy(l => l.Kind)];
    }

    /// <summary>Removes what <see cref="FindAsync"/> finds, but not <paramref name="keep"/>, and says what it was.</summary>
    /// <param name="keep"><see cref="ILinkShaper.Places"/> of shapers that go on with what is there.</param>
    /// <exception cref="TcException">tc refused.</exception>
    /// <exception cref="LinuxNet.Failures.MissingPrivilegeException">No CAP_NET_ADMIN.</exception>
    public async Task<IReadOnlyList<ShapingLeftover>> SweepAsync(
        IReadOnlyCollection<ShapingLeftover> keep, CancellationToken cancellation = default)
    {
        var leftovers = (await FindAsync(cancellation).ConfigureAwait(false)).Except(keep).ToList();
        foreach (var leftover in leftovers)
        {
            try
            {
                await RemoveAsync(leftover).ConfigureAwait(false);
            }
            catch (TcException) when (!_files.Exists(leftover.Interface))
            {
                // Gone with its interface in the meantime, which is what was wanted.
            }
        }

        return leftovers;
    }

    private Task RemoveAsync(ShapingLeftover leftover) => leftover.Kind switch
    {
        LeftoverKind.EgressTree => _tc.RunAsync(TreeSteps.RemoveRoot(leftover.Interface)),
        LeftoverKind.IngressRedirect => _tc.RunAsync(RedirectSteps.Remove(leftover.Interface)),
        _ => _devices.DeleteAsync(leftover.Interface),
    };
}
