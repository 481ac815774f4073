using System.Globalization;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Bandwidth;

/// <summary>The bandwidth one technique gets under one kind of background traffic: straight pieces side by side.</summary>
/// <param name="X">The rate that drives it.</param>
/// <param name="Segments">In order of x, without gaps, from 0 to the link rate of the set it belongs to.</param>
public sealed record BandwidthModel(Technique Technique, ModelTraffic Traffic, ModelAxis X, IReadOnlyList<ModelSegment> Segments)
{
    /// <summary>For people: "pre-copy/outgoing".</summary>
    public string Text() => $"{Technique.Text()}/{Traffic.ToString().ToLowerInvariant()}";

    /// <summary>The position, from 0, of the segment that holds for <paramref name="x"/>; the last one includes its end and all beyond.</summary>
    public int SegmentIndexAt(double x)
    {
        var last = Segments.Count - 1;
        for (var i = 0; i < last; i++)
        {
            if (x < Segments[i].To)
            {
                return i;
            }
        }

        return last;
    }

    /// <summary>For people: "segment 2 of 3, [35, 472)".</summary>
    public string SegmentText(int index)
    {
        var segment = Segments[index];
        var end = index == Segments.Count - 1 ? ']' : ')';
        return string.Create(
            CultureInfo.InvariantCulture,
            $"segment {index + 1} of {Segments.Count}, [{segment.From:0.##}, {segment.To:0.##}{end}");
    }

    // By value, so that a model that was stored and read again equals itself.
    public bool Equals(BandwidthModel? other) =>
        other is not null && Technique == other.Technique && Traffic == other.Traffic && X == other.X && Segments.SequenceEqual(other.Segments);

    public override int GetHashCode() => HashCode.Combine(Technique, Traffic, X, Segments.Count);
}
