using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>Either what begins, or why it does not. Exactly one is set.</summary>
public sealed record AdmissionResult(AdmittedMigration? Admitted, Refusal? Refusal)
{
    public static AdmissionResult Refuse(Refusal refusal) => new(null, refusal);
}
