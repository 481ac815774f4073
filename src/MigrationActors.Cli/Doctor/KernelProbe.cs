using MigrationActors.Processes;

namespace MigrationActors.Cli.Doctor;

/// <summary>
/// Tries the parts of a reservation for real, on the loopback device of a throw-away network namespace: module lists do not tell what
/// is built in, and nothing of the host's own network is touched.
/// </summary>
/// <param name="space">The namespace's name; nobody else's.</param>
internal sealed class KernelProbe(ICommandRunner runner, string space)
{
    private const string Device = "lo";
    private const string IfbDevice = "ma-ifb";
    private const string Tree = "1:";
    private const string IngressHandle = "ffff:";

    /// <param name="ip">Where the program is.</param>
    /// <param name="tc">Where the program is.</param>
    public async Task<KernelTrials> TryAsync(string ip, string tc, CancellationToken cancellation)
    {
        try
        {
            var made = await TryAsync(ip, ["netns", "add", space], cancellation).ConfigureAwait(false);
            return made.Outcome == TrialOutcome.Works
                ? await TryInsideAsync(ip, tc, cancellation).ConfigureAwait(false)
                : KernelTrials.NotTried($"no network namespace can be made ({made.Detail})");
        }
        finally
        {
            // Also where making it was interrupted: then it may or may not be there, and a complaint tells nothing.
            await runner.RunAsync(ip, ["netns", "del", space], cancellation: CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<KernelTrials> TryInsideAsync(string ip, string tc, CancellationToken cancellation)
    {
        Task<Trial> Tc(params string[] arguments) => TryAsync(tc, ["-n", space, .. arguments], cancellation);

        var htb = await Tc("qdisc", "add", "dev", Device, "root", "handle", Tree, "htb", "default", "1").ConfigureAwait(false);
        if (htb.Outcome == TrialOutcome.Works)
        {
            htb = await Tc("class", "add", "dev", Device, "parent", Tree, "classid", "1:1", "htb", "rate", "1mbit").ConfigureAwait(false);
        }

        var ingress = await Tc("qdisc", "add", "dev", Device, "handle", IngressHandle, "ingress").ConfigureAwait(false);
        var ifb = await TryAsync(ip, ["-n", space, "link", "add", IfbDevice, "type", "ifb"], cancellation).ConfigureAwait(false);

        // A filter needs somewhere to hang.
        var parent = htb.Outcome == TrialOutcome.Works ? Tree : ingress.Outcome == TrialOutcome.Works ? IngressHandle : null;
        var u32 = parent is null
            ? Trial.NotTried("it needs HTB or ingress, and neither works")
            : await Tc("filter", "add", "dev", Device, "parent", parent, "protocol", "ip", "prio", "1",
                "u32", "match", "ip", "dst", "192.0.2.1/32", "match", "ip", "dport", "4444", "0xffff", "flowid", "1:1").ConfigureAwait(false);
        var mirred = ingress.Outcome != TrialOutcome.Works || u32.Outcome != TrialOutcome.Works
            ? Trial.NotTried("it needs ingress and u32")
            : await Tc("filter", "add", "dev", Device, "parent", IngressHandle, "protocol", "all", "prio", "2", "u32", "match", "u32", "0", "0",
                "action", "mirred", "egress", "redirect", "dev", ifb.Outcome == TrialOutcome.Works ? IfbDevice : Device).ConfigureAwait(false);
        return new KernelTrials(htb, u32, ingress, ifb, mirred);
    }

    private async Task<Trial> TryAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var result = await runner.RunAsync(program, arguments, cancellation: cancellation).ConfigureAwait(false);
        return result.Succeeded ? Trial.Works : Trial.Fails(FirstLine(result.Complaint));
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
