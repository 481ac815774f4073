using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Bandwidth;

/// <summary>The lines of thesis 3.3, written out once more by hand, so that a slip in the data file cannot agree with itself.</summary>
internal static class ThesisLines
{
    public static IReadOnlyList<(Technique Technique, ModelTraffic Traffic, ModelAxis X, double From, double To, Func<double, double> Y)> All { get; } =
    [
        (Technique.PreCopy, ModelTraffic.Incoming, ModelAxis.In, 0, 1000, x => 903.47 + 0.0002 * x),
        (Technique.PreCopy, ModelTraffic.Outgoing, ModelAxis.Out, 0, 35, x => -0.27 * x + 905.00),
        (Technique.PreCopy, ModelTraffic.Outgoing, ModelAxis.Out, 35, 472, x => -0.98 * x + 930.00),
        (Technique.PreCopy, ModelTraffic.Outgoing, ModelAxis.Out, 472, 1000, x => -0.001 * x + 467.52),
        (Technique.PreCopy, ModelTraffic.Mixed, ModelAxis.Out, 0, 481, x => -0.91 * x + 906.80),
        (Technique.PreCopy, ModelTraffic.Mixed, ModelAxis.Out, 481, 1000, x => -0.001 * x + 467.90),
        (Technique.PostCopy, ModelTraffic.Incoming, ModelAxis.In, 0, 510, x => -1.02 * x + 861.00),
        (Technique.PostCopy, ModelTraffic.Incoming, ModelAxis.In, 510, 1000, x => -0.12 * x + 399.00),
        (Technique.PostCopy, ModelTraffic.Outgoing, ModelAxis.Out, 0, 1000, x => 848.10 + 0.0010 * x),
        (Technique.PostCopy, ModelTraffic.Mixed, ModelAxis.In, 0, 528, x => -0.98 * x + 857.90),
        (Technique.PostCopy, ModelTraffic.Mixed, ModelAxis.In, 528, 1000, x => -0.09 * x + 386.40),
        (Technique.Hybrid, ModelTraffic.Incoming, ModelAxis.In, 0, 1000, x => 896.82 + 0.0016 * x),
        (Technique.Hybrid, ModelTraffic.Outgoing, ModelAxis.Out, 0, 476, x => -0.90 * x + 897.66),
        (Technique.Hybrid, ModelTraffic.Outgoing, ModelAxis.Out, 476, 1000, x => -0.01 * x + 478.38),
        (Technique.Hybrid, ModelTraffic.Mixed, ModelAxis.Out, 0, 485, x => -0.90 * x + 898.40),
        (Technique.Hybrid, ModelTraffic.Mixed, ModelAxis.Out, 485, 1000, x => 0.003 * x + 462.86),
    ];
}
