namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>
/// The filters of one class for one protocol. They share a preference of their own, because a preference is the one handle by
/// which filters can be deleted without reading back what number the kernel gave each.
/// </summary>
/// <param name="Preference">tc's <c>prio</c>: lower is looked at first.</param>
/// <param name="Protocol">"ip" or "ipv6".</param>
/// <param name="Matches">u32 selectors; a packet that fits any of them is the class's.</param>
internal sealed record FilterGroup(int Preference, string Protocol, IReadOnlyList<string> Matches)
{
    public bool SameAs(FilterGroup other) =>
        Preference == other.Preference && Protocol == other.Protocol && Matches.SequenceEqual(other.Matches, StringComparer.Ordinal);
}
