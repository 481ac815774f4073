using MigrationActors.Simulation.Guests;

namespace MigrationActors.Simulation.Tests.Guests;

/// <summary>What was seen of QEMU 7.2 is what the simulated one does.</summary>
public sealed class QemuBehaviourTests
{
    [Fact]
    public void A_pre_copy_ends_with_the_guest_at_the_destination_alone()
    {
        var bench = new QemuBench();
        bench.Migrate();

        bench.Until(() => bench.Source.RunState == States.PostMigrate && bench.Destination.RunState == States.Running);

        bench.Guest.Executing.ShouldBe([bench.Destination]);
        bench.Source.Migration.ShouldBe(States.Completed);
        bench.Simulator.Violation.ShouldBeNull();
    }

    [Fact]
    public void A_destination_that_dies_in_pre_copy_leaves_the_guest_running_at_the_source()
    {
        var bench = new QemuBench();
        bench.Migrate();

        bench.Destination.Die("killed");
        bench.Until(() => bench.Source.Migration == States.Failed);

        bench.Guest.Executing.ShouldBe([bench.Source]);
        bench.Guest.Destroyed.ShouldBeNull();
    }

    [Fact]
    public void A_source_that_dies_in_pre_copy_takes_the_destination_with_it()
    {
        var bench = new QemuBench();
        bench.Migrate();

        bench.Source.Die("killed");
        bench.Until(() => !bench.Destination.IsAlive);

        bench.Guest.Destroyed.ShouldNotBeNull();
    }

    [Fact]
    public void Nothing_notices_a_hanging_destination_and_the_transfer_can_be_cancelled()
    {
        var bench = new QemuBench();
        bench.Migrate();

        bench.Destination.Hang();
        bench.Pass(TimeSpan.FromMinutes(1));
        bench.Source.Migration.ShouldBe(States.Active);
        bench.Execute(bench.Source, "migrate_cancel");
        bench.Until(() => bench.Source.Migration == States.Cancelled);

        bench.Guest.Executing.ShouldBe([bench.Source]);
        bench.Destination.GoOn();
        bench.Until(() => !bench.Destination.IsAlive);
    }

    [Fact]
    public void A_guest_that_writes_faster_than_the_link_never_gets_over()
    {
        var bench = new QemuBench(dirtyRate: 1e9);
        bench.Migrate();

        bench.Pass(TimeSpan.FromMinutes(2));

        bench.Source.Migration.ShouldBe(States.Active);
        bench.Execute(bench.Source, "query-migrate")["ram"]!["dirty-sync-count"]!.GetValue<int>().ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_post_copy_runs_at_the_destination_and_pauses_on_both_sides_when_its_stream_breaks()
    {
        var bench = new QemuBench(memory: 2e9);
        bench.Migrate(postcopy: true);
        bench.Execute(bench.Source, "migrate-start-postcopy");
        bench.Until(() => bench.Destination.RunState == States.Running);
        bench.Guest.Executing.ShouldBe([bench.Destination]);

        bench.Execute(bench.Source, "migrate-pause");
        bench.Until(() => bench.Source.Migration == States.PostcopyPaused && bench.Destination.Migration == States.PostcopyPaused);

        // The old listener may linger.
        var listens = false;
        for (var tries = 0; tries < 20 && !listens; tries++)
        {
            listens = Listens(bench);
        }

        listens.ShouldBeTrue();
        bench.Execute(bench.Source, "migrate", $$"""{"uri":"{{QemuBench.Uri}}","resume":true}""");
        bench.Until(() => bench.Source.RunState == States.PostMigrate);
        bench.Simulator.Violation.ShouldBeNull();
    }

    [Fact]
    public void A_post_copy_that_loses_a_side_has_lost_its_guest_though_the_other_side_says_running()
    {
        var bench = new QemuBench(memory: 2e9);
        bench.Migrate(postcopy: true);
        bench.Execute(bench.Source, "migrate-start-postcopy");
        bench.Until(() => bench.Destination.RunState == States.Running);

        bench.Source.Die("killed");
        bench.Pass(TimeSpan.FromSeconds(30));

        bench.Destination.RunState.ShouldBe(States.Running);
        bench.Guest.Destroyed.ShouldNotBeNull();
    }

    [Fact]
    public void Cancelling_a_post_copy_is_never_right()
    {
        var bench = new QemuBench(memory: 2e9);
        bench.Migrate(postcopy: true);
        bench.Execute(bench.Source, "migrate-start-postcopy");
        bench.Until(() => bench.Destination.RunState == States.Running);

        bench.Execute(bench.Source, "migrate_cancel");

        bench.Simulator.Violation.ShouldNotBeNull().Invariant.ShouldBe("I1");
    }

    [Fact]
    public void A_source_whose_guest_has_left_obeys_cont_and_that_makes_two_copies()
    {
        var bench = new QemuBench();
        bench.Migrate();
        bench.Until(() => bench.Source.RunState == States.PostMigrate && bench.Destination.RunState == States.Running);

        bench.Execute(bench.Source, "cont");

        bench.Simulator.Violation.ShouldNotBeNull().Invariant.ShouldBe("I1");
    }

    [Fact]
    public void Nobody_listens_any_more_where_a_destination_is_taken()
    {
        var bench = new QemuBench();

        bench.Execute(bench.Source, "migrate", """{"uri":"tcp:192.0.2.12:50000"}""");
        bench.Until(() => bench.Source.Migration == States.Failed);

        bench.Execute(bench.Source, "query-migrate")["error-desc"]!.GetValue<string>().ShouldContain("Connection refused");
        bench.Refusal(bench.Destination, "migrate", $$"""{"uri":"{{QemuBench.Uri}}"}""").ShouldContain("incoming");
    }

    private static bool Listens(QemuBench bench)
    {
        try
        {
            bench.Execute(bench.Destination, "migrate-recover", $$"""{"uri":"{{QemuBench.Uri}}"}""");
            return true;
        }
        catch (MigrationActors.Qemu.Qmp.QmpCommandException)
        {
            return false;
        }
    }
}
