using System.Text.Json;

namespace MigrationActors.Protocol.Api;

/// <summary>Makes a list small enough for one message: journals keep all that ever was, and messages between nodes are limited. Pure.</summary>
public static class ListFit
{
    /// <returns>As many of the first entries as fit <see cref="GangLimits.MostAnswerBytes"/>. Those behind are not looked at.</returns>
    public static IReadOnlyList<T> ToMessage<T>(IEnumerable<T> entries)
    {
        var kept = new List<T>();
        var left = GangLimits.MostAnswerBytes;
        foreach (var entry in entries)
        {
            // And the comma behind it. The wire's own JSON escapes less, so it is never longer than this.
            left -= JsonSerializer.SerializeToUtf8Bytes(entry, JsonSerializerOptions.Web).Length + 1;
            if (left < 0)
            {
                break;
            }

            kept.Add(entry);
        }

        return kept;
    }
}
