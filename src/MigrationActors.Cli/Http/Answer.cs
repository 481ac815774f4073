using System.Text.Json;

namespace MigrationActors.Cli.Http;

/// <summary>An answer, read, and as it was sent: what a newer coordinator adds must not get lost in <c>--json</c>.</summary>
internal sealed record Answer<T>(T View, JsonElement Json);
