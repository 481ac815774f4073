using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.Actors.Shaping;

/// <summary>Puts trees onto this host's uplink, whole or not at all.</summary>
public interface IUplinkShaper
{
    /// <summary>The numbers of what is up, to be remembered for <see cref="TakeOverAsync"/>.</summary>
    RuleNumbers Numbers { get; }

    /// <summary>Makes the uplink as <paramref name="trees"/> say; with none it is as it was before us.</summary>
    /// <exception cref="LinuxNetException">It could not be done, and is as before; the message says why.</exception>
    Task ApplyAsync(LinkTrees trees, CancellationToken cancellation);

    /// <summary>
    /// Begins where an earlier agent stopped: makes the uplink as <paramref name="wanted"/> says, in place where the rules there are known,
    /// and takes down whatever else of ours is on this host.
    /// </summary>
    /// <param name="earlier">What the earlier agent was to put up; none where that is not known.</param>
    /// <param name="numbers">Its <see cref="Numbers"/>.</param>
    /// <returns>What was taken down, for the log.</returns>
    /// <exception cref="LinuxNetException">It could not be done, or not all of it; the message says why. Ask again.</exception>
    Task<IReadOnlyList<string>> TakeOverAsync(LinkTrees earlier, RuleNumbers numbers, LinkTrees wanted, CancellationToken cancellation);
}
