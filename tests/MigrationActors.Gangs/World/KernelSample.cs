using MigrationActors.LinuxNet.Tc.Reading;
using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.World;

/// <summary>What tc says of a host's uplink at one instant.</summary>
/// <param name="Reserved">The classes of reservations, in the order of their numbers.</param>
/// <param name="Rest">The class of everything else; null where nothing is reserved.</param>
public sealed record KernelSample(DateTimeOffset At, IReadOnlyList<KernelClass> Reserved, KernelClass? Rest)
{
    /// <summary>What the product's trees on an uplink are known by.</summary>
    private const string Major = "4d41:";
    private const int RestMinor = 0x10;
    private const int FirstReserved = 0x100;
    private const int EndReserved = 0x4000;

    /// <exception cref="TestbedException">tc failed, or answered something else.</exception>
    public static async Task<KernelSample> ReadAsync(TestbedHost host, TimeProvider time, CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync(
            "tc", ["-n", host.Namespace, "-s", "class", "show", "dev", TestbedHost.Uplink], null, cancellation);
        var at = time.GetUtcNow();
        if (!result.Succeeded)
        {
            throw new TestbedException($"Reading the classes of '{host.Namespace}' failed: {result.Complaint}. Is the testbed up?");
        }

        return Parse(at, result.Output);
    }

    /// <param name="text">What <c>tc -s class show</c> prints.</param>
    public static KernelSample Parse(DateTimeOffset at, string text)
    {
        try
        {
            var ours = TcShow.ParseClasses(text).Where(c => c.Major == Major).Select(c => new KernelClass(c.Minor, c.Rate.Value, c.SentBytes)).ToList();
            return new KernelSample(at, [.. ours.Where(c => c.Minor is >= FirstReserved and < EndReserved).OrderBy(c => c.Minor)], ours.Find(c => c.Minor == RestMinor));
        }
        catch (FormatException e)
        {
            throw new TestbedException(e.Message, e);
        }
    }
}
