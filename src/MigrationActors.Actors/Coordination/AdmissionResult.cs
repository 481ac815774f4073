using System.Diagnostics.CodeAnalysis;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>Either what may begin, or why it does not. Exactly one is set.</summary>
public sealed record AdmissionResult(AdmittedMigration? Admitted, Refusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Admitted))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAdmitted => Admitted is not null;

    public static AdmissionResult Refuse(Refusal refusal) => new(null, refusal);
}
