using System.Globalization;
using System.Text.Json;
using MigrationActors.Processes;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Storage;
using MigrationActors.Testbed.Traffic;

namespace MigrationActors.Testbed.Guests;

/// <summary>
/// Prepares guests: a disk on the NFS server, the peers of its traffic, a definition file. Starting and moving it is the
/// business of whoever is tested.
/// </summary>
public static class GuestFactory
{
    private const int MostGuests = 99;

    /// <exception cref="TestbedException">Invalid options, the name is taken, or there are 99 guests.</exception>
    public static async Task<Guest> CreateAsync(TestbedNetwork testbed, GuestOptions options, CancellationToken cancellation = default)
    {
        options.Validate();
        var layout = testbed.Layout;
        var folder = GuestFolder(layout);
        Directory.CreateDirectory(folder);
        var others = List(layout);
        if (others.Any(other => other.Name == options.Name))
        {
            throw new TestbedException($"The testbed '{layout.Prefix}' has a guest '{options.Name}' already. Choose another name.");
        }

        var number = Enumerable.Range(1, MostGuests).FirstOrDefault(candidate => others.All(other => other.Number != candidate));
        if (number == 0)
        {
            throw new TestbedException($"The testbed '{layout.Prefix}' has {MostGuests} guests, and no address for another one.");
        }

        var image = await GuestImage.EnsureAsync(cancellation).ConfigureAwait(false);
        var guest = new Guest(
            options.Name,
            number,
            layout.GuestAddress(number),
            Path.Combine(folder, options.Name + ".json"),
            Path.Combine(NfsServer.ExportFolder(layout), GuestDefinition.DiskName(options.Name)),
            options.Out is null ? null : GuestDefinition.OutPort(number),
            options.In is null ? null : GuestDefinition.InPort(number));
        await CreateDiskAsync(guest.DiskFile, options.DiskMiB, cancellation).ConfigureAwait(false);
        foreach (var port in new[] { guest.OutPort, guest.InPort }.OfType<int>())
        {
            await TrafficServer.StartAsync(testbed.Host(TestbedLayout.External), port, cancellation).ConfigureAwait(false);
        }

        await File.WriteAllTextAsync(guest.DefinitionFile, GuestDefinition.ToJson(options, number, image, layout), cancellation).ConfigureAwait(false);
        return guest;
    }

    /// <summary>The guests of a testbed that were prepared, running or not.</summary>
    public static IReadOnlyList<Guest> List(TestbedLayout layout) =>
        Directory.Exists(GuestFolder(layout))
            ? [.. Directory.EnumerateFiles(GuestFolder(layout), "*.json").Select(file => Read(layout, file)).OrderBy(guest => guest.Number)]
            : [];

    private static string GuestFolder(TestbedLayout layout) => Path.Combine(layout.StateFolder, "guests");

    private static Guest Read(TestbedLayout layout, string file)
    {
        using var definition = JsonDocument.Parse(File.ReadAllText(file));
        var root = definition.RootElement;
        var name = root.GetProperty("name").GetString()!;
        var mac = root.GetProperty("nics")[0].GetProperty("mac").GetString()!;
        var number = int.Parse(mac.AsSpan(mac.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var words = root.GetProperty("append").GetString()!.Split(' ');
        return new Guest(
            name,
            number,
            layout.GuestAddress(number),
            file,
            Path.Combine(NfsServer.ExportFolder(layout), GuestDefinition.DiskName(name)),
            words.Any(word => word.StartsWith("out=", StringComparison.Ordinal)) ? GuestDefinition.OutPort(number) : null,
            words.Any(word => word.StartsWith("in=", StringComparison.Ordinal)) ? GuestDefinition.InPort(number) : null);
    }

    private static async Task CreateDiskAsync(string file, int sizeMiB, CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync(
            "qemu-img", ["create", "-q", "-f", "raw", file, $"{sizeMiB}M"], null, cancellation).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TestbedException($"Making the disk {file} failed: {result.Complaint}");
        }
    }
}
