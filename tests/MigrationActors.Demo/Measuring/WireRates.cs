using MigrationActors.Core;

namespace MigrationActors.Demo.Measuring;

/// <summary>What left the source between two samples, without and with the migration's port.</summary>
public sealed record WireRates(DateTimeOffset From, DateTimeOffset To, Mbps Applications, Mbps Migration);
