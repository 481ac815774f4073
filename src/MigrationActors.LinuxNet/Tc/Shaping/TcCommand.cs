using System.Globalization;
using System.Text.RegularExpressions;
using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Failures;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.LinuxNet.Tc.Reading;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>The one place that runs tc.</summary>
internal sealed partial class TcCommand(ICommandRunner runner)
{
    /// <summary>The qdiscs of one interface, or of all.</summary>
    public Task<IReadOnlyList<QdiscInfo>> QdiscsAsync(InterfaceName? device, CancellationToken cancellation) =>
        ShowAsync(["-json", "qdisc", "show", .. Device(device)], TcShow.ParseQdiscs, cancellation);

    /// <summary>The filters on an interface's ingress.</summary>
    public Task<IReadOnlyList<FilterInfo>> IngressFiltersAsync(InterfaceName device, CancellationToken cancellation) =>
        FiltersAsync(device, "ffff:", cancellation);

    /// <summary>The filters of an interface's qdisc.</summary>
    public Task<IReadOnlyList<FilterInfo>> FiltersAsync(InterfaceName device, string parent, CancellationToken cancellation) =>
        ShowAsync(["-json", "filter", "show", .. Device(device), "parent", parent], TcShow.ParseFilters, cancellation);

    /// <summary>The HTB classes of an interface with their counters.</summary>
    public Task<IReadOnlyList<ClassInfo>> ClassesAsync(InterfaceName device, CancellationToken cancellation) =>
        ShowAsync(["-s", "class", "show", .. Device(device)], TcShow.ParseClasses, cancellation);

    /// <summary>Runs one command that has no way back, such as a removal.</summary>
    public async Task RunAsync(string line)
    {
        var result = await BatchAsync([line]).ConfigureAwait(false);
        MissingPrivilegeException.ThrowIfDenied(result, $"run 'tc {line}'");
        if (!result.Succeeded)
        {
            throw new TcException($"tc refused '{line}': {Complaint(result)}.", TcAftermath.Unknown);
        }
    }

    /// <summary>Runs all steps as one batch. If one is refused, the ones before it are taken back.</summary>
    /// <exception cref="TcException">With <see cref="TcAftermath.Unknown"/> where the way back failed too.</exception>
    public async Task RunAsync(IReadOnlyList<TcStep> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        var result = await BatchAsync(steps.Select(s => s.Do)).ConfigureAwait(false);
        if (result.Succeeded)
        {
            return;
        }

        // tc stops at the first line that is refused, and says which it was.
        var done = FailedLine(result.Error) is { } failed && failed <= steps.Count ? failed - 1 : (int?)null;
        var aftermath = done is { } count && await UndoAsync(steps.Take(count)).ConfigureAwait(false) ? TcAftermath.Restored : TcAftermath.Unknown;
        MissingPrivilegeException.ThrowIfDenied(result, "change traffic control");
        var where = done is { } index ? $"line {index + 1} of {steps.Count}, '{steps[index].Do}'" : $"a batch of {steps.Count} lines";
        throw new TcException($"tc refused {where}: {Complaint(result)}.", aftermath);
    }

    private async Task<bool> UndoAsync(IEnumerable<TcStep> done)
    {
        var lines = done.Reverse().SelectMany(s => s.Undo).ToList();
        return lines.Count == 0 || (await BatchAsync(lines).ConfigureAwait(false)).Succeeded;
    }

    // Not cancellable: killed half way, nobody would know which lines were done.
    private Task<CommandResult> BatchAsync(IEnumerable<string> lines) =>
        runner.RunAsync("tc", ["-batch", "-"], TcBatch.Text(lines), CancellationToken.None);

    private async Task<IReadOnlyList<T>> ShowAsync<T>(
        IReadOnlyList<string> arguments, Func<string, IReadOnlyList<T>> parse, CancellationToken cancellation)
    {
        var result = await runner.RunAsync("tc", arguments, cancellation: cancellation).ConfigureAwait(false);
        var attempt = $"'tc {string.Join(' ', arguments)}'";
        if (!result.Succeeded)
        {
            throw new TcException($"{attempt} failed: {Complaint(result)}.", TcAftermath.Restored);
        }

        try
        {
            return parse(result.Output);
        }
        catch (FormatException e)
        {
            throw new TcException($"The answer of {attempt} could not be read: {e.Message}", TcAftermath.Restored, e);
        }
    }

    private static IEnumerable<string> Device(InterfaceName? device) => device is null ? [] : ["dev", device.Value];

    private static int? FailedLine(string error) =>
        CommandFailed().Match(error) is { Success: true } match
            ? int.Parse(match.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    /// <summary>What tc said, without the help text it adds to a word it does not know, and without its own line count.</summary>
    private static string Complaint(CommandResult result)
    {
        var said = result.Complaint.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(l => !l.StartsWith("Usage:", StringComparison.Ordinal))
            .Where(l => !CommandFailed().IsMatch(l))
            .Select(l => l.TrimEnd('.'))
            .ToList();
        return said.Count == 0 ? $"exit code {result.ExitCode.ToString(CultureInfo.InvariantCulture)}" : string.Join("; ", said);
    }

    [GeneratedRegex("^Command failed [^\n]*:(?<line>[0-9]{1,9})$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CommandFailed();
}
