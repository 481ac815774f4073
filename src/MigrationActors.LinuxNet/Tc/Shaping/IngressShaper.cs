using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>
/// Shapes what arrives at an interface: everything is redirected through an IFB device that carries the tree. The tree is up
/// before the redirect, and the redirect is gone before the tree. Three processes an apply: one looks, one makes the
/// device (or looks whose redirect it is), one changes.
/// </summary>
public sealed class IngressShaper : ILinkShaper
{
    private readonly TcCommand _tc;
    private readonly NetworkFiles _files;
    private readonly IfbDevice _devices;
    private readonly IngressOwner _owner;
    private InterfaceName? _ifb;
    private DeviceTree? _tree;

    public IngressShaper(ICommandRunner runner, NetworkFiles files, InterfaceName device)
    {
        _tc = new TcCommand(runner);
        _files = files;
        _devices = new IfbDevice(runner, files);
        _owner = new IngressOwner(_tc, files);
        Interface = device;
    }

    public InterfaceName Interface { get; }

    public IReadOnlyList<ShapingLeftover> Places =>
        FindIfb() is { } ifb ? [new(Interface, LeftoverKind.IngressRedirect), new(ifb, LeftoverKind.IfbDevice)] : [];

    public IReadOnlyDictionary<string, int> Numbers => _tree?.Numbers ?? new Dictionary<string, int>();

    public async Task<bool> AdoptAsync(ShapingTree tree, IReadOnlyDictionary<string, int> numbers, CancellationToken cancellation = default)
    {
        if (FindIfb() is not { } ifb || !_files.Exists(ifb) || !await _owner.SendsThroughAsync(ifb, Interface, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        var found = new DeviceTree(_tc, ifb);
        if (!await found.AdoptAsync(tree, numbers, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        _tree = found;
        return true;
    }

    public async Task ApplyAsync(ShapingTree tree, CancellationToken cancellation = default)
    {
        var ifb = FindIfb() ?? throw new TcException(
            $"There is no interface '{Interface}' on this host.", TcAftermath.Restored);
        var (redirected, treeIsUp) = await LookAsync(ifb, cancellation).ConfigureAwait(false);
        if (redirected && treeIsUp && (_tree is not null || await _owner.SendsThroughAsync(ifb, Interface, cancellation).ConfigureAwait(false)))
        {
            // An earlier process's tree is replaced on its device: the redirect stays, and with it the shaping.
            _tree ??= new DeviceTree(_tc, ifb);
            await _tree.ApplyAsync(tree, isUp: true, then: []).ConfigureAwait(false);
            return;
        }

        await TearDownAsync(ifb, redirected).ConfigureAwait(false);
        await PutUpAsync(tree, ifb).ConfigureAwait(false);
    }

    public async Task RemoveAsync(CancellationToken cancellation = default)
    {
        if (FindIfb() is not { } ifb)
        {
            return;
        }

        var redirected = false;
        if (_files.Exists(Interface))
        {
            var qdiscs = await _tc.QdiscsAsync(Interface, cancellation).ConfigureAwait(false);
            redirected = qdiscs.FirstOrDefault(q => q.IsIngress) is { } ingress
                && await _owner.IsOursAsync(ingress, Interface, cancellation).ConfigureAwait(false);
        }

        await TearDownAsync(ifb, redirected).ConfigureAwait(false);
    }

    public async Task<ShapedTree?> ReadAsync(CancellationToken cancellation = default) =>
        FindIfb() is { } ifb && _files.Exists(ifb)
            ? await (_tree ?? new DeviceTree(_tc, ifb)).ReadAsync(cancellation).ConfigureAwait(false)
            : null;

    // Remembered, because an interface that is gone leaves its IFB device behind.
    private InterfaceName? FindIfb() =>
        _ifb ??= _files.IndexOf(Interface.Value) is { } index ? IfbDevice.NameFor(index) : null;

    private async Task<(bool Redirected, bool TreeIsUp)> LookAsync(InterfaceName ifb, CancellationToken cancellation)
    {
        var qdiscs = await _tc.QdiscsAsync(device: null, cancellation).ConfigureAwait(false);
        var ingress = qdiscs.FirstOrDefault(q => q.Device == Interface.Value && q.IsIngress);
        if (ingress is not null && !await _owner.IsOursAsync(ingress, Interface, cancellation).ConfigureAwait(false))
        {
            throw ForeignQdiscException.AtIngress(Interface, ingress.Kind);
        }

        return (ingress is not null, qdiscs.Any(q => q.Device == ifb.Value && q.IsOurs));
    }

    private async Task PutUpAsync(ShapingTree tree, InterfaceName ifb)
    {
        await _devices.CreateAsync(ifb).ConfigureAwait(false);
        var fresh = new DeviceTree(_tc, ifb);
        try
        {
            await fresh.ApplyAsync(tree, isUp: false, RedirectSteps.Add(Interface, ifb)).ConfigureAwait(false);
            _tree = fresh;
        }
        catch (LinuxNetException)
        {
            await RemoveAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task TearDownAsync(InterfaceName ifb, bool redirected)
    {
        _tree = null;
        if (redirected)
        {
            await _tc.RunAsync(RedirectSteps.Remove(Interface)).ConfigureAwait(false);
        }

        await _devices.DeleteAsync(ifb).ConfigureAwait(false);
    }
}
