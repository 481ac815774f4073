using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.Actors.Shaping;

/// <summary>Puts trees onto this host's uplink, whole or not at all.</summary>
public interface IUplinkShaper
{
    /// <summary>Makes the uplink as <paramref name="trees"/> say; with none it is as it was before us.</summary>
    /// <exception cref="LinuxNetException">It could not be done, and is as before; the message says why.</exception>
    Task ApplyAsync(LinkTrees trees, CancellationToken cancellation);

    /// <summary>Takes down what an earlier agent left on this host.</summary>
    /// <returns>What was found, for the log.</returns>
    Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellation);
}
