using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Cluster.Tests.Support;

/// <summary>Requests that are not taken.</summary>
public static class Refused
{
    /// <summary>The coordinator answers with this HTTP status and a sentence that has these words.</summary>
    public static async Task ShouldBeRefusedAsync(this Task request, int status, params string[] words)
    {
        var refusal = await Should.ThrowAsync<TestbedException>(() => request);
        refusal.Message.ShouldStartWith($"The coordinator answered {status}:");
        foreach (var word in words)
        {
            refusal.Message.ShouldContain(word);
        }
    }
}
