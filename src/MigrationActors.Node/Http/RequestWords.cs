using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Node.Http;

/// <summary>The words of requests, as the values they stand for; each throws <see cref="InvalidRequestException"/> for what stands for nothing. Pure.</summary>
internal static class RequestWords
{
    private const int LongestShown = 80;

    /// <param name="of">Whose it is, for the message: " of 'web-1'", or nothing.</param>
    public static Urgency Urgency(string? word, string of = "") =>
        word is null ? Core.Reservation.Urgency.Medium
        : Enum.TryParse<Urgency>(word, ignoreCase: true, out var urgency) && IsName(word) ? urgency
        : throw new InvalidRequestException($"The urgency '{Short(word)}'{of} is not high, medium or low.");

    /// <returns>null for auto.</returns>
    public static Technique? Technique(string? word, string of = "") =>
        word is null or "auto" ? null
        : TechniqueNames.FromKeyword(word)
            ?? throw new InvalidRequestException($"The technique '{Short(word)}'{of} is not auto, precopy, postcopy or hybrid.");

    /// <returns>null for auto.</returns>
    public static Strategy? Strategy(string? word) =>
        word is null or "auto" ? null
        : Enum.TryParse<Strategy>(word, ignoreCase: true, out var strategy) && IsName(word) ? strategy
        : throw new InvalidRequestException($"The strategy '{Short(word)}' is not auto, serial or parallel.");

    public static DateTimeOffset? Deadline(string? text, string of = "") => text is null
        ? null
        : Moment.Parse(text) ?? throw new InvalidRequestException($"The deadline '{Short(text)}'{of} cannot be read: {Moment.Rule}.");

    /// <param name="kind">What it names: "VM", "host".</param>
    public static string Name(string? name, string kind) =>
        string.IsNullOrEmpty(name) ? throw new InvalidRequestException($"The {kind}'s name is missing or empty.")
        : ResourceName.IsValid(name) ? name
        : throw new InvalidRequestException($"'{Short(name)}' cannot be a {kind}'s name: {ResourceName.Rule}.");

    public static string? Key(IHeaderDictionary headers)
    {
        var keys = headers[IdempotencyKey.Header];
        return keys.Count > 1 || (keys is [var key] && !IdempotencyKey.IsValid(key ?? ""))
            ? throw new InvalidRequestException($"The header {IdempotencyKey.Header} cannot be used: {IdempotencyKey.Rule}, given once.")
            : keys.SingleOrDefault();
    }

    // "1" would be read as the second urgency.
    private static bool IsName(string word) => word.All(char.IsAsciiLetter);

    private static string Short(string text) => text.Length <= LongestShown ? text : text[..(LongestShown - 1)] + "…";
}
