using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>
/// Keeps one direction of one interface shaped as a tree says. Whole or not at all, idempotent, and after
/// <see cref="RemoveAsync"/> the interface is as it was before. Calls must not overlap.
/// </summary>
public interface ILinkShaper
{
    InterfaceName Interface { get; }

    /// <summary>What this shaper may put on the host.</summary>
    IReadOnlyList<ShapingLeftover> Places { get; }

    /// <summary>
    /// The class numbers of what is up, by id; none where nothing is. Whoever remembers them can let a later process take the tree over
    /// with <see cref="AdoptAsync"/>.
    /// </summary>
    IReadOnlyDictionary<string, int> Numbers { get; }

    /// <summary>
    /// Takes over the tree that an earlier process put up: from here on it is changed in place. Touches nothing.
    /// </summary>
    /// <param name="tree">What the earlier process was last told to put up.</param>
    /// <param name="numbers">Its <see cref="Numbers"/> after that.</param>
    /// <returns>False where the kernel has something else, or nothing; <see cref="ApplyAsync"/> then replaces it.</returns>
    /// <exception cref="Failures.TcException">tc's answer could not be read.</exception>
    Task<bool> AdoptAsync(ShapingTree tree, IReadOnlyDictionary<string, int> numbers, CancellationToken cancellation = default);

    /// <summary>
    /// Puts the tree up, or changes the one that is up in place. Once tc runs (milliseconds), cancellation no longer
    /// interrupts: half a tree helps nobody.
    /// </summary>
    /// <exception cref="Failures.ForeignQdiscException">Somebody else's qdisc is there; nothing was touched.</exception>
    /// <exception cref="Failures.TcException">tc refused; the exception says which line and what is there now.</exception>
    /// <exception cref="LinuxNet.Failures.MissingPrivilegeException">No CAP_NET_ADMIN.</exception>
    Task ApplyAsync(ShapingTree tree, CancellationToken cancellation = default);

    /// <summary>Takes down what is ours. Nothing to do if there is nothing, or no such interface any more.</summary>
    /// <exception cref="Failures.TcException">tc refused.</exception>
    /// <exception cref="LinuxNet.Failures.MissingPrivilegeException">No CAP_NET_ADMIN.</exception>
    Task RemoveAsync(CancellationToken cancellation = default);

    /// <summary>The classes that are up, as the kernel has them, with what each has sent; null if none of ours is up.</summary>
    /// <exception cref="Failures.TcException">tc's answer could not be read.</exception>
    Task<ShapedTree?> ReadAsync(CancellationToken cancellation = default);
}
