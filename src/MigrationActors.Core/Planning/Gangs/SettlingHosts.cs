using MigrationActors.Core.Gang;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>The hosts whose traffic is measured anew after a migration: a serial member begins only on what was measured without it.</summary>
internal sealed class SettlingHosts(TimeSpan settling)
{
    private readonly Dictionary<string, TimeSpan> _until = new(StringComparer.Ordinal);

    public void Ended(string source, string destination, TimeSpan at) => _until[source] = _until[destination] = at + settling;

    /// <summary>Until when this member has to wait; null where it does not.</summary>
    public TimeSpan? Until(DecidedMove member, TimeSpan now)
    {
        var until = Max(Of(member.Move.Source), Of(member.Move.Destination));
        return member.Strategy.Choice == Strategy.Serial && until > now ? until : null;
    }

    private TimeSpan Of(string host) => _until.GetValueOrDefault(host);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
