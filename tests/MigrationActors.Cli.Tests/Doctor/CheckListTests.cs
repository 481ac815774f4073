using MigrationActors.Cli.Doctor;
using MigrationActors.Cli.Tests.Fakes;

namespace MigrationActors.Cli.Tests.Doctor;

public sealed class CheckListTests
{
    private static readonly HostFacts Everything = FakeProbe.Everything;

    [Theory]
    [InlineData(Roles.Host)]
    [InlineData(Roles.Storage)]
    [InlineData(Roles.Coordinator)]
    [InlineData(Roles.All)]
    internal void A_machine_that_has_everything_gets_no_advice(Roles role) =>
        CheckList.Evaluate(Everything, role).ShouldAllBe(c => c.Status == CheckStatus.Ok && c.Fix == null);

    [Fact]
    public void A_bare_machine_gets_advice_for_everything() =>
        CheckList.Evaluate(FakeProbe.Bare, Roles.All).ShouldAllBe(c => c.Status != CheckStatus.Ok && !string.IsNullOrWhiteSpace(c.Fix));

    [Fact]
    public void Debians_packages_are_named()
    {
        var advice = string.Join('\n', CheckList.Evaluate(FakeProbe.Bare, Roles.All).Select(c => c.Fix));

        foreach (var package in new[] { "iproute2", "qemu-system-x86", "qemu-block-extra", "chrony", "aspnetcore-runtime-10.0" })
        {
            advice.ShouldContain(package);
        }
    }

    [Fact]
    public void A_coordinator_needs_neither_QEMU_nor_tc() =>
        CheckList.Evaluate(FakeProbe.Bare, Roles.Coordinator).Select(c => c.Name).ShouldBe(["Clock", ".NET"]);

    [Fact]
    public void Storage_shapes_what_it_sends_and_runs_no_VM()
    {
        var names = CheckList.Evaluate(Everything, Roles.Storage).Select(c => c.Name).ToList();

        names.ShouldContain("tc HTB");
        names.ShouldNotContain("tc mirred");
        names.ShouldNotContain("QEMU");
    }

    [Fact]
    public void All_is_every_roles_checks() =>
        CheckList.Evaluate(Everything, Roles.All).Count.ShouldBe(CheckList.Evaluate(Everything, Roles.Host).Count);

    [Fact]
    public void A_kernel_that_refuses_HTB_lacks_it_and_the_module_is_named()
    {
        var check = One(Everything with { Kernel = Everything.Kernel with { Htb = Trial.Fails("Specified qdisc kind is unknown.") } }, "tc HTB");

        check.Status.ShouldBe(CheckStatus.Missing);
        check.Found.ShouldContain("Specified qdisc kind is unknown.");
        check.Fix!.ShouldContain("modprobe sch_htb");
    }

    [Fact]
    public void What_could_not_be_tried_is_a_warning() =>
        One(Everything with { Kernel = KernelTrials.NotTried("doctor does not run as root") }, "tc u32").Status.ShouldBe(CheckStatus.Warning);

    [Fact]
    public void The_capability_is_bit_12_and_not_the_name_of_the_user()
    {
        One(Everything with { Root = false, Capabilities = 1UL << 12 }, "CAP_NET_ADMIN").Status.ShouldBe(CheckStatus.Ok);
        One(Everything with { Root = true, Capabilities = ~(1UL << 12) }, "CAP_NET_ADMIN").Status.ShouldBe(CheckStatus.Missing);
    }

    [Theory]
    [InlineData(true, 0UL, false, true)]
    [InlineData(false, 1UL << 19, false, true)]
    [InlineData(false, 0UL, true, true)]
    [InlineData(false, 0UL, false, false)]
    [InlineData(null, ulong.MaxValue, false, false)]
    public void Post_copy_needs_userfaultfd_for_this_user(bool? forAll, ulong capabilities, bool deviceOpens, bool works)
    {
        var facts = Everything with
        {
            UserfaultfdForAll = forAll,
            Capabilities = capabilities,
            Userfaultfd = deviceOpens ? DeviceState.Opens : forAll is null ? DeviceState.Absent : DeviceState.Closed,
        };

        One(facts, "Post-copy").Status.ShouldBe(works ? CheckStatus.Ok : CheckStatus.Warning);
    }

    [Theory]
    [InlineData("7.2.22", CheckStatus.Ok)]
    [InlineData("10.0.2", CheckStatus.Ok)]
    [InlineData("5.2.0", CheckStatus.Warning)]
    [InlineData("of unknown version", CheckStatus.Warning)]
    [InlineData(null, CheckStatus.Missing)]
    internal void QEMU_should_be_as_new_as_the_one_it_is_tried_with(string? version, CheckStatus status) =>
        One(Everything with { QemuVersion = version }, "QEMU").Status.ShouldBe(status);

    [Theory]
    [InlineData(DeviceState.Opens, CheckStatus.Ok)]
    [InlineData(DeviceState.Closed, CheckStatus.Warning)]
    [InlineData(DeviceState.Absent, CheckStatus.Warning)]
    internal void KVM_is_never_required(DeviceState kvm, CheckStatus status) => One(Everything with { Kvm = kvm }, "/dev/kvm").Status.ShouldBe(status);

    [Theory]
    [InlineData(null, "6.1.0", "no ip")]
    [InlineData("6.1.0", null, "no tc")]
    [InlineData(null, null, "neither ip nor tc")]
    public void Both_programs_of_iproute2_are_needed(string? ip, string? tc, string found) =>
        One(Everything with { Ip = ip, Tc = tc }, "iproute2").ShouldSatisfyAllConditions(
            c => c.Status.ShouldBe(CheckStatus.Missing), c => c.Found.ShouldBe(found));

    private static CheckResult One(HostFacts facts, string name) => CheckList.Evaluate(facts, Roles.All).Single(c => c.Name == name);
}
