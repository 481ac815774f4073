using MigrationActors.Core.Gang;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Gangs.Expectation;

/// <summary>How one VM is moved, as it is expected or as it was observed.</summary>
/// <param name="Order">1 for what begins first; members that begin together have the same.</param>
/// <param name="Mbps">What it may send, in Mbit/s.</param>
/// <param name="Reserved">Whether that is reserved.</param>
public sealed record MemberFacts(string Vm, Strategy Strategy, int Order, Technique Technique, double Mbps, bool Reserved);
