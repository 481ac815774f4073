using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Planning;
using MigrationActors.LinuxNet.Tc.Reading;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>
/// Tells whether the kernel has exactly a plan's tree. Classes are compared with their rates; of filters the class and the protocol they
/// are for, and how many there are, since what they match is in the form of the kernel's and not of tc's.
/// </summary>
internal static class TreeMatch
{
    // tc prints at least four digits and cuts off the rest.
    private const double PrintedPrecision = 0.001;

    public static bool Holds(TreePlan plan, IReadOnlyList<ClassInfo> classes, IReadOnlyList<FilterInfo> filters) =>
        HasClasses(plan, classes) && HasFilters(plan, filters);

    private static bool HasClasses(TreePlan plan, IReadOnlyList<ClassInfo> classes)
    {
        var wanted = plan.Classes.Select(c => (c.Minor, c.Rate, c.Ceil)).Append((Minor: TcHandles.Parent, Rate: plan.Link, Ceil: plan.Link)).ToList();
        var there = classes.Where(c => c.Major == TcHandles.Root).ToDictionary(c => c.Minor);
        return there.Count == wanted.Count
            && wanted.All(w => there.TryGetValue(w.Minor, out var found) && IsAsPrinted(w.Rate, found.Rate) && IsAsPrinted(w.Ceil, found.Ceil));
    }

    private static bool HasFilters(TreePlan plan, IReadOnlyList<FilterInfo> filters)
    {
        var wanted = plan.Classes.SelectMany(c => c.Filters).SelectMany(g => g.Matches.Select(_ => (g.Preference, g.Protocol)));
        return wanted.Order().SequenceEqual(filters.Select(f => (f.Preference, f.Protocol)).Order());
    }

    private static bool IsAsPrinted(Mbps wanted, Mbps printed) => Math.Abs(wanted.Value - printed.Value) <= wanted.Value * PrintedPrecision;
}
