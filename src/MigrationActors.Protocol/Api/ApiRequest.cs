using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Protocol.Api;

/// <summary>What schedulers and operators ask of the coordinator. Every request has one answer: its own, or a <see cref="Refusal"/>.</summary>
public abstract record ApiRequest : IWireMessage
{
    /// <summary>
    /// Answer: <see cref="MigrationView"/>, once the request is persisted. The same key again is answered with the same migration, and
    /// with a conflict where the request behind it is another.
    /// </summary>
    /// <param name="Technique">null: let the policy choose.</param>
    /// <param name="Key">An <see cref="IdempotencyKey"/>, or null: every such request is a new one.</param>
    public sealed record Migrate(string Vm, string Destination, Urgency Urgency, Technique? Technique, string? Key = null) : ApiRequest;

    /// <summary>Answer: <see cref="MigrationView"/>.</summary>
    public sealed record GetMigration(string Id) : ApiRequest;

    /// <summary>Answer: <see cref="MigrationList"/>, newest first.</summary>
    public sealed record ListMigrations : ApiRequest;

    /// <summary>Answer: <see cref="MigrationView"/>; the end of the cancellation shows in its phase.</summary>
    public sealed record Cancel(string Id) : ApiRequest;

    /// <summary>Answer: <see cref="HostList"/>, by name; VMs and traffic are part of it.</summary>
    public sealed record ListHosts : ApiRequest;

    /// <summary>Start a VM. Answer: <see cref="VmStartedView"/>.</summary>
    /// <param name="Definition">The VM's definition, JSON.</param>
    public sealed record Start(string Host, string Definition) : ApiRequest;
}
