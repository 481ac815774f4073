using MigrationActors.Gangs.World;

namespace MigrationActors.Gangs.Reallocating;

/// <summary>Which class is whose: the two that were there first are the low ones', the one that came later is the late one's. Pure.</summary>
/// <param name="Low">The numbers of the low ones' classes.</param>
/// <param name="Late">That of the late one.</param>
/// <param name="Before">A sample from the middle of the time in which the low ones were alone: they shrink before the late one has its class.</param>
/// <param name="During">Those with it.</param>
/// <param name="After">Those that came afterwards.</param>
public sealed record ReallocationStages(
    IReadOnlyList<int> Low, int Late, KernelSample Before, IReadOnlyList<KernelSample> During, IReadOnlyList<KernelSample> After)
{
    private const int LowOnes = 2;

    /// <returns>Null where there were never two classes first and then another one.</returns>
    public static ReallocationStages? Find(IReadOnlyList<KernelSample> samples)
    {
        var both = samples.FirstOrDefault(s => s.Reserved.Count == LowOnes);
        var low = both?.Reserved.Select(c => c.Minor).ToList();
        var late = samples.SkipWhile(s => s != both).SelectMany(s => s.Reserved).FirstOrDefault(c => low?.Contains(c.Minor) == false);
        if (low is null || late is null)
        {
            return null;
        }

        var during = samples.Where(s => s.Reserved.Any(c => c.Minor == late.Minor)).ToList();
        var alone = samples.Where(s => s.At < during[0].At && s.Reserved.Count == LowOnes).ToList();
        return new ReallocationStages(low, late.Minor, alone[alone.Count / 2], during, [.. samples.Where(s => s.At > during[^1].At)]);
    }

    public string StageOf(KernelSample sample) => sample.At < During[0].At ? "before" : sample.At <= During[^1].At ? "during" : "after";
}
