using MigrationActors.Actors.Coordination;
using MigrationActors.Actors.Tests.Sagas;
using MigrationActors.Core;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Gangs;

/// <summary>As <see cref="MigrationBench"/>, with the VMs a, b and c on <c>h1</c>, and transfers that end when a test says so.</summary>
public abstract class GangBench : MigrationBench
{
    /// <summary>The test's clock stands: nothing that has to wait for it would ever begin.</summary>
    protected GangBench()
        : base(settings: new CoordinatorSettings { SettlingTime = TimeSpan.Zero, TakeoverGrace = TimeSpan.Zero })
    {
        Source.Announcement = Source.Announcement with { Vms = [Vm("a"), Vm("b"), Vm("c")] };
        Destination.Announcement = Destination.Announcement with { FreeMemoryMiB = 4096 };
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
    }

    /// <summary>The migrations whose transfer was ordered, in that order.</summary>
    protected IReadOnlyList<string> Started => [.. Source.All<HostCommand.StartTransfer>().Select(c => c.Header.MigrationId).Distinct()];

    protected static VmAnnouncement Vm(string name) =>
        new(name, VmAnnouncement.Running, 64, new Mbps(1), new Mbps(1), null, null, ["192.0.2.14"], ResidentMiB: 32);

    protected static GangMemberWish Wish(string vm, Urgency urgency = Urgency.Low) => new(vm, "h2", urgency, Technique.PreCopy);

    protected GangView Gang(params IReadOnlyList<GangMemberWish> members) => Gang(members, null, null);

    protected GangView Gang(IReadOnlyList<GangMemberWish> members, Strategy? strategy, string? key)
    {
        Announce();
        return Ask<GangView>(new ApiRequest.MigrateGang(members, strategy, key));
    }

    protected GangView Gang(string id) => Ask<GangView>(new ApiRequest.GetGang(id));

    protected void AwaitStarted(int count) => Eventually(() => Started.Count.ShouldBe(count));

    /// <summary>The transfer has come to its end.</summary>
    protected void End(string migration) => Source.Say(migration, Source.Completed(migration));

    /// <summary>The same, for a saga that may only just have been taken up.</summary>
    protected void EndForSure(string migration) => Eventually(() =>
    {
        End(migration);
        View(migration).Terminal.ShouldBeTrue();
    });

    protected GangView AwaitOutcome(string id, string outcome)
    {
        Eventually(() => Gang(id).Outcome.ShouldBe(outcome));
        return Gang(id);
    }
}
