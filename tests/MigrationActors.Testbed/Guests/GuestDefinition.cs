using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MigrationActors.Core;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Storage;

namespace MigrationActors.Testbed.Guests;

/// <summary>The VM definition of a test guest, pure.</summary>
internal static class GuestDefinition
{
    // Definitions are read by people, and never put into HTML.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string DiskName(string guest) => guest + ".img";

    internal static int OutPort(int number) => 5300 + number;

    internal static int InPort(int number) => 5400 + number;

    /// <param name="number">1 to 99.</param>
    internal static string ToJson(GuestOptions options, int number, GuestImage image, TestbedLayout layout)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("name", options.Name);
            json.WriteNumber("memoryMiB", options.MemoryMiB);
            json.WriteNumber("vcpus", 1);
            // Emulation works everywhere, and everywhere alike.
            json.WriteString("accelerator", "tcg");
            json.WriteString("machine", "pc");
            json.WriteString("kernel", image.Kernel);
            json.WriteString("initrd", image.Initrd);
            json.WriteString("append", KernelCommandLine(options, number, layout));
            json.WriteStartArray("disks");
            json.WriteStartObject();
            json.WriteString("source", NfsServer.Url(layout, DiskName(options.Name)));
            json.WriteString("format", "raw");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("nics");
            json.WriteStartObject();
            json.WriteString("mac", string.Create(CultureInfo.InvariantCulture, $"52:54:00:77:{layout.Prefix.Subnet:x2}:{number:x2}"));
            json.WriteString("bridge", TestbedHost.Bridge);
            json.WriteEndObject();
            json.WriteEndArray();
            WriteSla(json, options);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string KernelCommandLine(GuestOptions options, int number, TestbedLayout layout)
    {
        var peer = layout.Host(TestbedLayout.External).Address;
        List<string> words = ["console=ttyS0", "quiet", $"ip={TestbedLayout.WithLength(layout.GuestAddress(number))}"];
        Add("fill", options.FillMiB);
        Add("dirty", options.DirtyMiBPerSecond);
        Add("ws", options.EffectiveWorkingSetMiB);
        AddTraffic("out", options.Out, OutPort(number));
        AddTraffic("in", options.In, InPort(number));
        return string.Join(' ', words);

        void Add(string name, int value)
        {
            if (value > 0)
            {
                words.Add($"{name}={value}");
            }
        }

        void AddTraffic(string name, Mbps? rate, int port)
        {
            if (rate is { } mbps)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={mbps.Value:0.###}:{peer}:{port}"));
            }
        }
    }

    private static void WriteSla(Utf8JsonWriter json, GuestOptions options)
    {
        if (options.Workload is { } workload)
        {
            json.WriteString("workload", workload);
        }

        if (options.Sla is { } sla)
        {
            json.WriteStartObject("sla");
            json.WriteNumber("lowerMbps", sla.Lower.Value);
            json.WriteNumber("upperMbps", sla.Upper.Value);
            json.WriteEndObject();
        }
    }
}
