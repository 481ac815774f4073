using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tc.Planning;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>The tree at the egress root of one device, and the memory of what was put there.</summary>
internal sealed class DeviceTree(TcCommand tc, InterfaceName device)
{
    private static readonly Dictionary<string, int> NoNumbers = [];
    private TreePlan? _installed;

    /// <summary>Puts the tree up, or changes what is up.</summary>
    /// <param name="isUp">Whether a root of ours is on the device now.</param>
    /// <param name="then">Steps for after the tree, in the same batch.</param>
    public async Task ApplyAsync(ShapingTree tree, bool isUp, IReadOnlyList<TcStep> then)
    {
        var previous = isUp ? _installed : null;
        var next = TreePlan.For(tree, previous);
        try
        {
            await tc.RunAsync([.. Steps(previous, next, isUp), .. then]).ConfigureAwait(false);
            _installed = next;
        }
        catch (TcException e) when (e.Aftermath == TcAftermath.Unknown)
        {
            throw new TcException(e.Refusal, await RebuildAsync(previous).ConfigureAwait(false), e);
        }
    }

    public void Forget() => _installed = null;

    /// <summary>The numbers of what was put up last, by id; none where nothing was.</summary>
    public IReadOnlyDictionary<string, int> Numbers => _installed?.Numbers ?? NoNumbers;

    /// <summary>Takes over what an earlier process put up, if it is exactly that. Touches nothing.</summary>
    public async Task<bool> AdoptAsync(ShapingTree tree, IReadOnlyDictionary<string, int> numbers, CancellationToken cancellation)
    {
        if (TreePlan.Numbered(tree, numbers) is not { } plan)
        {
            return false;
        }

        var classes = await tc.ClassesAsync(device, cancellation).ConfigureAwait(false);
        var filters = await tc.FiltersAsync(device, TcHandles.Root, cancellation).ConfigureAwait(false);
        if (!TreeMatch.Holds(plan, classes, filters))
        {
            return false;
        }

        _installed = plan;
        return true;
    }

    public async Task<ShapedTree?> ReadAsync(CancellationToken cancellation)
    {
        var classes = await tc.ClassesAsync(device, cancellation).ConfigureAwait(false);
        var ours = classes.Where(c => c.Major == TcHandles.Root && c.Minor != TcHandles.Parent).OrderBy(c => c.Minor).ToList();
        return ours.Count == 0 ? null : new ShapedTree([.. ours.Select(c => new ShapedClass(IdOf(c.Minor), c.Rate, c.Ceil, c.SentBytes))]);
    }

    private List<TcStep> Steps(TreePlan? previous, TreePlan next, bool isUp)
    {
        if (previous is not null)
        {
            return [.. TreeSteps.Change(device, previous, next)];
        }

        // A tree of ours that this object did not put up is a remnant: there is no knowing its numbers, so it goes first.
        var remnant = isUp ? new[] { new TcStep(TreeSteps.RemoveRoot(device), []) } : [];
        return [.. remnant, .. TreeSteps.Fresh(device, next)];
    }

    /// <summary>The last resort where going back step by step failed: start over from nothing.</summary>
    private async Task<TcAftermath> RebuildAsync(TreePlan? previous)
    {
        _installed = null;
        try
        {
            var qdiscs = await tc.QdiscsAsync(device, CancellationToken.None).ConfigureAwait(false);
            if (qdiscs.Any(q => q.IsOurs))
            {
                await tc.RunAsync(TreeSteps.RemoveRoot(device)).ConfigureAwait(false);
            }
        }
        catch (TcException)
        {
            // Reported to the caller by what is returned, with the refusal that started it.
            return TcAftermath.Unknown;
        }

        if (previous is null)
        {
            return TcAftermath.Restored;
        }

        try
        {
            await tc.RunAsync(TreeSteps.Fresh(device, previous)).ConfigureAwait(false);
            _installed = previous;
            return TcAftermath.Restored;
        }
        catch (TcException e)
        {
            return e.Aftermath == TcAftermath.Restored ? TcAftermath.Removed : TcAftermath.Unknown;
        }
    }

    private string IdOf(int minor) => minor switch
    {
        TcHandles.Control => ShapingTree.ControlId,
        TcHandles.Default => ShapingTree.DefaultId,
        _ => _installed?.Classes.FirstOrDefault(c => c.Minor == minor)?.Id ?? TcHandles.ClassId(minor),
    };
}
