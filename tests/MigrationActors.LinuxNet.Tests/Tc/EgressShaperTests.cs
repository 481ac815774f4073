using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Shaping;
using MigrationActors.LinuxNet.Tests.Support;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tests.Tc;

public sealed class EgressShaperTests : IDisposable
{
    private const string Default = """[{"kind":"mq","handle":"0:","root":true},{"kind":"fq_codel","handle":"0:","parent":":1"}]""";
    private const string Ours = """[{"kind":"htb","handle":"4d41:","root":true}]""";

    private readonly FakeSys _sys = new FakeSys().Interface("eth0", 2);
    private string _qdiscs = Default;
    private readonly Queue<CommandResult> _batches = new();

    public void Dispose() => _sys.Dispose();

    [Fact]
    public async Task A_root_configured_by_hand_is_refused_and_not_touched()
    {
        _qdiscs = """[{"kind":"tbf","handle":"8001:","root":true}]""";
        var (shaper, runner) = Shaper();

        var e = await Should.ThrowAsync<ForeignQdiscException>(() => shaper.ApplyAsync(Trees.Of(100)));
        e.Message.ShouldContain("eth0 has a root qdisc that was configured by hand (tbf 8001:)");
        e.Message.ShouldContain("tc qdisc del dev eth0 root");
        await shaper.RemoveAsync();
        runner.Asked.ShouldAllBe(a => a.Input == null);
    }

    [Fact]
    public async Task No_privilege_is_a_sentence_that_says_what_to_do()
    {
        _batches.Enqueue(FakeRunner.Fails("RTNETLINK answers: Operation not permitted\nCommand failed -:1\n"));

        var e = await Should.ThrowAsync<MissingPrivilegeException>(() => Shaper().Shaper.ApplyAsync(Trees.Of(100)));
        e.Message.ShouldContain("needs CAP_NET_ADMIN. Run as root");
    }

    [Fact]
    public async Task A_refused_line_takes_the_ones_before_it_back_and_is_named()
    {
        _batches.Enqueue(FakeRunner.Fails("What is \"rat\"?\nUsage: ... htb\n many lines\nCommand failed -:3\n"));
        _batches.Enqueue(FakeRunner.Ok());
        var (shaper, runner) = Shaper();

        var e = await Should.ThrowAsync<TcException>(() => shaper.ApplyAsync(Trees.Of(100)));

        e.Aftermath.ShouldBe(TcAftermath.Restored);
        e.Message.ShouldStartWith("tc refused line 3 of ");
        e.Message.ShouldContain("'class add dev eth0 parent 4d41:1 classid 4d41:2 ");
        e.Message.ShouldContain(": What is \"rat\"?. The interface is as it was before.");
        runner.Asked[^1].Input.ShouldBe("class del dev eth0 classid 4d41:1\nqdisc del dev eth0 root\n");
    }

    [Fact]
    public async Task When_the_way_back_fails_the_tree_before_is_built_anew()
    {
        var (shaper, runner) = Shaper();
        _batches.Enqueue(FakeRunner.Ok());
        await shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 10)));
        var first = runner.Asked[^1].Input;
        _qdiscs = Ours;
        _batches.Enqueue(FakeRunner.Fails("no\nCommand failed -:2\n"));
        _batches.Enqueue(FakeRunner.Fails("no\nCommand failed -:1\n"));
        _batches.Enqueue(FakeRunner.Ok());
        _batches.Enqueue(FakeRunner.Ok());

        var e = await Should.ThrowAsync<TcException>(() => shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 20))));

        e.Aftermath.ShouldBe(TcAftermath.Restored);
        runner.Asked[^2].Input.ShouldBe("qdisc del dev eth0 root\n");
        runner.Asked[^1].Input.ShouldBe(first);
    }

    [Fact]
    public async Task When_nothing_works_any_more_the_error_says_so()
    {
        var (shaper, _) = Shaper();
        _batches.Enqueue(FakeRunner.Ok());
        await shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 10)));
        _qdiscs = Ours;
        for (var i = 0; i < 3; i++)
        {
            _batches.Enqueue(FakeRunner.Fails("killed\n"));
        }

        var e = await Should.ThrowAsync<TcException>(() => shaper.ApplyAsync(Trees.Of(100, Trees.Reservation("a", 20))));

        e.Aftermath.ShouldBe(TcAftermath.Unknown);
        e.Message.ShouldContain("Rules may be left in part");
    }

    [Fact]
    public async Task A_remnant_under_our_handle_is_replaced()
    {
        _qdiscs = Ours;
        _batches.Enqueue(FakeRunner.Ok());
        var (shaper, runner) = Shaper();

        await shaper.ApplyAsync(Trees.Of(100));

        runner.Asked[^1].Input.ShouldStartWith("qdisc del dev eth0 root\nqdisc add dev eth0 root handle 4d41: htb");
    }

    [Fact]
    public async Task An_interface_that_is_gone_needs_no_removal()
    {
        _sys.Remove("eth0");
        var (shaper, runner) = Shaper();

        await shaper.RemoveAsync();
        (await shaper.ReadAsync()).ShouldBeNull();
        runner.Asked.ShouldBeEmpty();
    }

    private (EgressShaper Shaper, FakeRunner Runner) Shaper()
    {
        var runner = new FakeRunner((_, input) => input is null ? FakeRunner.Ok(_qdiscs) : _batches.Dequeue());
        return (new EgressShaper(runner, _sys.Files, new InterfaceName("eth0")), runner);
    }
}
