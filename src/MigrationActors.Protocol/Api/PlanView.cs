using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Api;

/// <summary>What a request would do if it were made now; nothing was touched. Times in milliseconds.</summary>
/// <param name="Members">In the order of their beginning.</param>
/// <param name="Stay">VMs that a drain would leave where they are.</param>
/// <param name="MakespanMs">From the beginning to the end of the last.</param>
/// <param name="TotalTimeMs">As the thesis defines it: the longest of the parallel members', plus the sum of the serial ones'.</param>
/// <param name="DowntimeMs">In the same way: the largest, plus the sum.</param>
/// <param name="Shortened">What was left out because the plan would not fit one message, or null.</param>
/// <param name="Notes">What the plan takes for granted and nobody knows, or null where it does not.</param>
public sealed record PlanView(
    IReadOnlyList<PlanMemberView> Members,
    IReadOnlyList<StayView> Stay,
    double MakespanMs,
    double TotalTimeMs,
    double DowntimeMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Shortened = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes = null) : IWireMessage;
