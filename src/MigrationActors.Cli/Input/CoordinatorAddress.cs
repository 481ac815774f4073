using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Input;

/// <summary>Where the coordinators are: the option, else the environment, else this machine. Several are separated by commas.</summary>
internal static class CoordinatorAddress
{
    public const string Variable = "MIGCTL_COORDINATOR";

    public static readonly string Default = $"http://127.0.0.1:{ApiRoutes.DefaultPort}";

    /// <param name="option">The value of --coordinator, or null where it was not given.</param>
    /// <param name="variable">The environment's value, or null.</param>
    /// <exception cref="InvalidInputException">It is no URL of a coordinator.</exception>
    public static IReadOnlyList<Uri> Choose(string? option, string? variable) => (option, variable) switch
    {
        ({ } given, _) => ParseAll(given, "--coordinator"),
        (null, { Length: > 0 } set) => ParseAll(set, $"The environment variable {Variable}"),
        _ => [new Uri(Default)],
    };

    private static List<Uri> ParseAll(string text, string where) => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(one => Parse(one, where))];

    private static Uri Parse(string text, string where)
    {
        var fault = !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0
            ? "is not a URL with http:// or https://"
            : url.UserInfo.Length > 0 ? "carries a user name or password, which migctl does not use"
            : url.Query.Length > 0 || url.Fragment.Length > 0 ? "has a query or a fragment behind the address"
            : null;
        return fault is null ? url! : throw new InvalidInputException(
            $"{where} '{Plain.Short(text)}' {fault}: give the address of a coordinator's API, for example {Default}.");
    }
}
