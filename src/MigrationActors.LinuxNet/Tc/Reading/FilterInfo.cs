namespace MigrationActors.LinuxNet.Tc.Reading;

/// <summary>One filter that matches packets, from <c>tc -json filter show</c>.</summary>
/// <param name="Preference">tc's prio.</param>
/// <param name="RedirectsTo">The device its mirred action sends packets to, or null.</param>
public sealed record FilterInfo(string Protocol, int Preference, string? RedirectsTo);
