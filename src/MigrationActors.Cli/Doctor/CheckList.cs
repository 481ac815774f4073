namespace MigrationActors.Cli.Doctor;

/// <summary>What each role needs; pure. A new check is a function of the facts and a line in the table here.</summary>
internal static class CheckList
{
    private static readonly (Roles For, Func<HostFacts, CheckResult> Check)[] Table =
    [
        (Roles.Host | Roles.Storage, NetworkChecks.Privileges),
        (Roles.Host | Roles.Storage, NetworkChecks.Iproute),
        (Roles.Host | Roles.Storage, NetworkChecks.Htb),
        (Roles.Host | Roles.Storage, NetworkChecks.U32),
        (Roles.Host, NetworkChecks.Ingress),
        (Roles.Host, NetworkChecks.Ifb),
        (Roles.Host, NetworkChecks.Mirred),
        (Roles.Host, VmChecks.Tun),
        (Roles.Host, VmChecks.Qemu),
        (Roles.Host, VmChecks.NfsDriver),
        (Roles.Host, VmChecks.PostCopy),
        (Roles.Host, VmChecks.Kvm),
        (Roles.All, MachineChecks.Clock),
        (Roles.All, MachineChecks.Runtime),
    ];

    public static IReadOnlyList<CheckResult> Evaluate(HostFacts facts, Roles roles) =>
        [.. Table.Where(entry => (entry.For & roles) != 0).Select(entry => entry.Check(facts))];
}
