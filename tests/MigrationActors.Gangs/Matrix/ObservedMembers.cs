using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Gangs.Matrix;

/// <summary>Reads what the API shows of a gang that has ended. Pure.</summary>
public static class ObservedMembers
{
    private const string Transferring = "transferring";

    /// <param name="migrations">By id; a member without one never began.</param>
    /// <returns>In the gang's order.</returns>
    public static IReadOnlyList<ObservedMember> Of(GangView gang, IReadOnlyDictionary<string, MigrationView> migrations) =>
        [.. gang.Members.Where(m => m.MigrationId is not null).Select(m => Of(m, migrations[m.MigrationId!]))];

    private static ObservedMember Of(GangMemberView member, MigrationView migration) => new(
        new MemberFacts(
            member.Vm,
            Read<Strategy>(member.Strategy),
            member.Order,
            Read<Technique>(migration.Technique),
            migration.ReservedMbps ?? migration.MaxBandwidthMbps,
            migration.ReservedMbps is not null),
        new MemberFigures(member.Vm, Read<Urgency>(member.Urgency), migration.IdealMbps, migration.SlaLowerMbps, migration.SlaUpperMbps),
        migration.AvailableMbps,
        migration.Phase,
        migration.History.FirstOrDefault(h => h.Phase == Transferring)?.At,
        migration.Terminal ? migration.History[^1].At : null);

    private static T Read<T>(string text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : throw new TestbedException($"The coordinator says '{text}', which is no {typeof(T).Name} that this program knows.");
}
