using System.Globalization;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Http;

/// <summary>What went wrong between migctl and the coordinator, as a sentence that says what to check; pure.</summary>
internal static class ConnectionFault
{
    public static CoordinatorException TimedOut(Uri address, TimeSpan timeout, bool mayBeRepeated, Exception inner) => new(
        CoordinatorFailure.TimedOut,
        $"The coordinator at {Show(address)} did not answer within {timeout.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s: "
            + "is it overloaded, or without a leader?" + Doubt(mayBeRepeated),
        inner);

    public static CoordinatorException Of(HttpRequestException e, Uri address, bool mayBeRepeated) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => Unreachable(
            $"The coordinator's host '{Plain.Clean(address.Host)}' has no address: check the spelling of --coordinator, and DNS.", e),
        HttpRequestError.SecureConnectionError => Unreachable(
            $"No secure connection to {Show(address)}: does it speak https, and is its certificate trusted here? ({Innermost(e)})", e),
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => new CoordinatorException(
            CoordinatorFailure.NotACoordinator,
            $"{Show(address)} answered something that is no HTTP answer migctl can take: is this really a coordinator's API? Check --coordinator.",
            e),
        HttpRequestError.ConnectionError => Unreachable(
            $"No coordinator can be reached at {Show(address)} ({Innermost(e)}): is migrationd running there, and is the address right? "
                + "Give another one with --coordinator.",
            e),
        _ => new CoordinatorException(
            CoordinatorFailure.HungUp,
            $"The coordinator at {Show(address)} hung up before it answered ({Innermost(e)}): it may be restarting." + Doubt(mayBeRepeated),
            e),
    };

    private static CoordinatorException Unreachable(string message, Exception inner) => new(CoordinatorFailure.Unreachable, message, inner);

    // A request that changes something and gets no answer may have been taken; saying so keeps people from asking twice.
    private static string Doubt(bool mayBeRepeated) =>
        mayBeRepeated ? "" : " It may have taken the request all the same: look with 'migctl status' and 'migctl vms' before asking again.";

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return Plain.Clean(e.Message).TrimEnd('.');
    }

    private static string Show(Uri address) => Plain.Clean(address.GetLeftPart(UriPartial.Path).TrimEnd('/'));
}
