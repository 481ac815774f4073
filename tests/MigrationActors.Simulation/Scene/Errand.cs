using MigrationActors.Protocol.Api;

namespace MigrationActors.Simulation.Scene;

/// <summary>A wish as the client carries it out.</summary>
/// <param name="What">For the trace.</param>
/// <param name="Request">The request with this key.</param>
/// <param name="Cancel">The request that cancels what has this id.</param>
internal sealed record Errand(string What, Func<string, ApiRequest> Request, Func<string, ApiRequest> Cancel, TimeSpan? CancelAfter);
