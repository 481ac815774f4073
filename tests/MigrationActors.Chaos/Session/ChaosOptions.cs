using MigrationActors.Chaos.Plans;
using MigrationActors.Core;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Chaos.Session;

/// <summary>What a person chooses about a run.</summary>
/// <param name="Times">Migrations, with a kill in each.</param>
public sealed record ChaosOptions(KillTarget Kill, int Times, int Seed, TestbedPrefix Prefix, Mbps Link);
