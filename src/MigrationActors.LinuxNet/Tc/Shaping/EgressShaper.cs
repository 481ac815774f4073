using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>Shapes what leaves through an interface. Two processes an apply: one looks, one changes.</summary>
public sealed class EgressShaper : ILinkShaper
{
    private readonly TcCommand _tc;
    private readonly NetworkFiles _files;
    private readonly DeviceTree _tree;

    public EgressShaper(ICommandRunner runner, NetworkFiles files, InterfaceName device)
    {
        _tc = new TcCommand(runner);
        _files = files;
        _tree = new DeviceTree(_tc, device);
        Interface = device;
    }

    public InterfaceName Interface { get; }

    public IReadOnlyList<ShapingLeftover> Places => [new(Interface, LeftoverKind.EgressTree)];

    public IReadOnlyDictionary<string, int> Numbers => _tree.Numbers;

    public async Task<bool> AdoptAsync(ShapingTree tree, IReadOnlyDictionary<string, int> numbers, CancellationToken cancellation = default)
    {
        if (!_files.Exists(Interface))
        {
            return false;
        }

        var qdiscs = await _tc.QdiscsAsync(Interface, cancellation).ConfigureAwait(false);
        return qdiscs.Any(q => q.IsOurs) && await _tree.AdoptAsync(tree, numbers, cancellation).ConfigureAwait(false);
    }

    public async Task ApplyAsync(ShapingTree tree, CancellationToken cancellation = default)
    {
        var qdiscs = await _tc.QdiscsAsync(Interface, cancellation).ConfigureAwait(false);
        var root = qdiscs.FirstOrDefault(q => q.IsRoot);
        if (root is { IsOurs: false, IsKernelDefault: false })
        {
            throw ForeignQdiscException.AtRoot(Interface, root.Kind, root.Handle);
        }

        await _tree.ApplyAsync(tree, isUp: root is { IsOurs: true }, then: []).ConfigureAwait(false);
    }

    public async Task RemoveAsync(CancellationToken cancellation = default)
    {
        _tree.Forget();
        if (!_files.Exists(Interface))
        {
            return;
        }

        var qdiscs = await _tc.QdiscsAsync(Interface, cancellation).ConfigureAwait(false);
        if (qdiscs.Any(q => q.IsOurs))
        {
            await _tc.RunAsync(TreeSteps.RemoveRoot(Interface)).ConfigureAwait(false);
        }
    }

    public async Task<ShapedTree?> ReadAsync(CancellationToken cancellation = default) =>
        _files.Exists(Interface) ? await _tree.ReadAsync(cancellation).ConfigureAwait(false) : null;
}
