using MigrationActors.Core;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.Matrix;

/// <summary>What a person chooses: every one of these gangs under every one of these combinations.</summary>
public sealed record MatrixOptions(IReadOnlyList<Combination> Combinations, IReadOnlyList<GangKind> Gangs, TestbedPrefix Prefix, Mbps Link);
