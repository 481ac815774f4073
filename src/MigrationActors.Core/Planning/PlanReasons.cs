using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>Sentences that more than one policy says.</summary>
internal static class PlanReasons
{
    public static string Class(string who, TrafficClass kind, TrafficRate traffic) =>
        $"{who} is {kind.ToString().ToLowerInvariant()}: {traffic.Out} out, {traffic.In} in.";
}
