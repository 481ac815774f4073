using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Protocol.Api;

/// <summary>What schedulers and operators ask of the coordinator. Every request has one answer: its own, or a <see cref="Refusal"/>.</summary>
public abstract record ApiRequest : IWireMessage
{
    /// <summary>
    /// Answer: <see cref="MigrationView"/>, once the request is persisted. The same key again is answered with the same migration, and
    /// with a conflict where the request behind it is another; a deadline makes no other request.
    /// </summary>
    /// <param name="Technique">null: let the policy choose.</param>
    /// <param name="Key">An <see cref="IdempotencyKey"/>, or null: every such request is a new one.</param>
    /// <param name="Deadline">By when it should have arrived, or null; in the past it is refused. Where it has to wait, the earlier deadline goes first.</param>
    public sealed record Migrate(
        string Vm, string Destination, Urgency Urgency, Technique? Technique, string? Key = null, DateTimeOffset? Deadline = null) : ApiRequest;

    /// <summary>Answer: <see cref="MigrationView"/>.</summary>
    public sealed record GetMigration(string Id) : ApiRequest;

    /// <summary>Answer: <see cref="MigrationList"/>.</summary>
    public sealed record ListMigrations : ApiRequest;

    /// <summary>Answer: <see cref="MigrationView"/>; the end of the cancellation shows in its phase.</summary>
    public sealed record Cancel(string Id) : ApiRequest;

    /// <summary>Answer: <see cref="HostList"/>, by name; VMs and traffic are part of it.</summary>
    public sealed record ListHosts : ApiRequest;

    /// <summary>Start a VM. Answer: <see cref="VmStartedView"/>.</summary>
    /// <param name="Definition">The VM's definition, JSON.</param>
    public sealed record Start(string Host, string Definition) : ApiRequest;

    /// <summary>
    /// Move several VMs as one. Answer: <see cref="GangView"/>, once the request is persisted; the same key again is answered with the same gang,
    /// and with a conflict where the request behind it is another.
    /// </summary>
    /// <param name="Members">1 to <see cref="GangLimits.MostMembers"/>, each VM once.</param>
    /// <param name="Strategy">null: each member's urgency decides.</param>
    /// <param name="Key">As with <see cref="Migrate"/>.</param>
    public sealed record MigrateGang(IReadOnlyList<GangMemberWish> Members, Strategy? Strategy, string? Key = null) : ApiRequest;

    /// <summary>
    /// Move every VM of a host to others. Answer: <see cref="GangView"/>, once the request is persisted; VMs that cannot go are among those
    /// that stay, and run on.
    /// </summary>
    /// <param name="To">Hosts that may take them; empty for any.</param>
    /// <param name="Technique">null: let the policy choose.</param>
    /// <param name="Strategy">null: the urgency decides.</param>
    /// <param name="Key">As with <see cref="Migrate"/>.</param>
    public sealed record Drain(
        string Host, IReadOnlyList<string> To, Urgency Urgency, Technique? Technique, Strategy? Strategy, string? Key = null) : ApiRequest;

    /// <summary>What <see cref="Migrate"/> would do now; nothing is touched. Answer: <see cref="PlanView"/> with one member.</summary>
    public sealed record PlanMigrate(string Vm, string Destination, Urgency Urgency, Technique? Technique, DateTimeOffset? Deadline = null) : ApiRequest;

    /// <summary>What <see cref="MigrateGang"/> would do now; nothing is touched. Answer: <see cref="PlanView"/>.</summary>
    public sealed record PlanGang(IReadOnlyList<GangMemberWish> Members, Strategy? Strategy) : ApiRequest;

    /// <summary>What <see cref="Drain"/> would do now; nothing is touched. Answer: <see cref="PlanView"/>.</summary>
    public sealed record PlanDrain(string Host, IReadOnlyList<string> To, Urgency Urgency, Technique? Technique, Strategy? Strategy) : ApiRequest;

    /// <summary>Answer: <see cref="GangView"/>.</summary>
    public sealed record GetGang(string Id) : ApiRequest;

    /// <summary>Answer: <see cref="GangList"/>.</summary>
    public sealed record ListGangs : ApiRequest;

    /// <summary>Answer: <see cref="GangView"/>; the end of the cancellation shows in the members' phases.</summary>
    /// <param name="Vms">The members to give up; empty for all.</param>
    public sealed record CancelGang(string Id, IReadOnlyList<string> Vms) : ApiRequest;
}
