using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Rendering;

/// <summary>Where a gang stands, as one sentence that names what did not go as asked.</summary>
internal static class GangVerdict
{
    private const int MostNamed = 3;

    /// <summary>Whether every VM went where it was to go, and a drained host is empty.</summary>
    public static bool IsAllDone(GangView view) => view.Terminal && view.Stay.Count == 0 && view.Members.All(m => m.Phase == "completed");

    public static string Of(GangView view) => Plain.Clean(
        !view.Terminal ? UnderWay(view)
        : IsAllDone(view) ? Done(view)
        : $"{Arrived(view)}: {string.Join("; ", Faults(view))} ({Numbers(view)}).");

    private static string UnderWay(GangView view)
    {
        var count = GangCount.Of(view.Members).ToString();
        var what = view.DrainedHost is { } host ? $"Drain {view.Id} empties {host} of {Enumeration.Vms(view.Members.Count)}"
            : $"Gang {view.Id} moves {Enumeration.Vms(view.Members.Count)}";
        var stay = view.Stay.Count > 0 ? $"; {Stays(view)}" : "";
        return $"{what}{(count.Length > 0 ? $" ({count})" : "")}{stay}.";
    }

    private static string Done(GangView view) => (view.DrainedHost, view.Members.Count) switch
    {
        ({ } host, 0) => $"{host} has no VM to move ({view.Id}).",
        ({ } host, var all) => $"{host} is empty, {Enumeration.Vms(all)} moved: {Numbers(view)}.",
        (null, 1) => $"{view.Members[0].Vm} runs on {view.Members[0].Destination}: {Numbers(view)}.",
        (null, var all) => $"All {all} VMs have arrived: {Numbers(view)}.",
    };

    private static string Arrived(GangView view)
    {
        var arrived = view.Members.Count(m => m.Phase == "completed");
        var all = view.Members.Count + view.Stay.Count;
        return $"{arrived} of {Enumeration.Vms(all)} {(arrived == 1 ? "has" : "have")} arrived";
    }

    private static IEnumerable<string> Faults(GangView view)
    {
        var faults = view.Members.Where(m => m.Phase != "completed").OrderBy(m => m.Phase == "lost" ? 0 : 1).ToList();
        foreach (var member in faults.Take(MostNamed))
        {
            yield return Fault(member);
        }

        if (faults.Count > MostNamed)
        {
            yield return $"and {faults.Count - MostNamed} more, which 'migctl status {view.Id}' names";
        }

        if (view.Stay.Count > 0)
        {
            yield return Stays(view);
        }
    }

    private static string Fault(GangMemberView member)
    {
        var because = string.IsNullOrWhiteSpace(member.Failure) ? "" : $": {member.Failure.TrimEnd('.')}";
        return member.Phase == "lost"
            ? $"{member.Vm} is lost, or no complete copy of it can be proven{because}"
            : $"{member.Vm} stays on {member.Source}, {Words.Phase(member.Phase)}{because}";
    }

    private static string Stays(GangView view) => view.Stay.Count == 1
        ? $"{view.Stay[0].Vm} stays on {view.DrainedHost} and runs there: {view.Stay[0].Reason.TrimEnd('.')}"
        : $"{Enumeration.Of([.. view.Stay.Select(s => s.Vm)])} stay on {view.DrainedHost} and run there: {view.Stay[0].Reason.TrimEnd('.')}"
            + (view.Stay.Any(s => s.Reason != view.Stay[0].Reason) ? " (and other reasons)" : "");

    private static string Numbers(GangView view) => string.Join(", ", new[]
    {
        view.TotalTimeMs is { } total ? $"total time {Units.Duration(total)}" : null,
        view.DowntimeMs is { } downtime ? $"downtime {Units.Duration(downtime)}" : null,
        view.Id,
    }.Where(part => part is not null));
}
