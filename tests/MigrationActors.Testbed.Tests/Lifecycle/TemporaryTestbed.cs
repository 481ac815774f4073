using MigrationActors.Core;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Tests.Lifecycle;

/// <summary>A testbed for one test; gone when the test ends, however it ends.</summary>
internal sealed class TemporaryTestbed : IAsyncDisposable
{
    private TemporaryTestbed(TestbedNetwork network) => Network = network;

    public TestbedNetwork Network { get; }

    /// <param name="letter">Tells the testbeds of one test apart.</param>
    public static async Task<TemporaryTestbed> UpAsync(char letter)
    {
        var prefix = NewPrefix(letter);
        return new TemporaryTestbed(await TestbedNetwork.UpAsync(new TestbedOptions(prefix, new Mbps(200))));
    }

    /// <summary>A prefix of this process, so that two runs at a time do not meet.</summary>
    public static TestbedPrefix NewPrefix(char letter) => TestbedPrefix.Parse($"t{letter}{Environment.ProcessId % 1_000_000:x}");

    public async ValueTask DisposeAsync() => await TestbedNetwork.DownAsync(Network.Layout.Prefix);
}
