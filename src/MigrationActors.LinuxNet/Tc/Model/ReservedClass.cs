using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Model;

/// <summary>A guaranteed rate for one flow, which may use more of the link while others leave it idle (thesis 4.2).</summary>
/// <param name="Id">The reservation's id, unique in its tree.</param>
/// <param name="Rate">What is guaranteed; at least <see cref="ClassRate.Smallest"/>.</param>
/// <param name="Match">The flow.</param>
public sealed record ReservedClass(string Id, Mbps Rate, FlowMatch Match);
