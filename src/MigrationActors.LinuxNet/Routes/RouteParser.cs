using System.Net;
using System.Text.Json;

namespace MigrationActors.LinuxNet.Routes;

/// <summary>Reads the answer of <c>ip -json route get ADDRESS</c>.</summary>
public static class RouteParser
{
    /// <exception cref="FormatException">Not the answer of that command.</exception>
    public static Route Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var route = document.RootElement[0];
            return new Route(
                route.GetProperty("dev").GetString() ?? "",
                IPAddress.Parse(route.GetProperty("prefsrc").GetString() ?? ""),
                IsLocal: route.TryGetProperty("type", out var type) && type.GetString() == "local");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new FormatException($"'ip -json route get' answered in a form that is not known: {json.Trim()}", e);
        }
    }
}
