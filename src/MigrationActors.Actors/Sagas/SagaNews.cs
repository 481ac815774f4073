using MigrationActors.Core;
using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Sagas;

/// <summary>From a saga to its coordinator: how far it is.</summary>
/// <param name="Fraction">0 to 1; never runs backwards.</param>
/// <param name="Rate">What it sends now; null while it does not transfer.</param>
/// <param name="Needs">What a pre-copy must have to converge: a little more than the guest writes; null where that is not known, or does not matter.</param>
/// <param name="Reserved">What is reserved for it now, or null.</param>
/// <param name="Cap">What it may send now; null until that is decided.</param>
/// <param name="Raised">To what it was raised because it did not converge, or null.</param>
public sealed record SagaNews(string MigrationId, MigrationPhase Phase, double Fraction, Mbps? Rate, Mbps? Needs, Mbps? Reserved, Mbps? Cap, Mbps? Raised);
