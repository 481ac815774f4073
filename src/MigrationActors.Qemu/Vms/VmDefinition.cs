using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MigrationActors.Core.Sla;

namespace MigrationActors.Qemu.Vms;

/// <summary>
/// All that a host needs to start a VM or to receive it. It travels to the destination, so it names nothing that only one host has.
/// Comes from <see cref="VmDefinitionReader"/>, which holds the limits.
/// </summary>
/// <param name="MemoryMiB">16 to 4194304.</param>
/// <param name="Vcpus">1 to 512.</param>
/// <param name="Machine">QEMU's machine type. For hosts with different QEMU versions a versioned one, such as pc-i440fx-7.2.</param>
/// <param name="Boot">Null boots from the first disk.</param>
/// <param name="Workload">The SLA class the VM states; null for none.</param>
/// <param name="Sla">The SLA bounds the VM states; null for none. They win over the class.</param>
public sealed record VmDefinition(
    VmName Name,
    int MemoryMiB,
    int Vcpus,
    Accelerator Accelerator,
    string Machine,
    VmBoot? Boot,
    IReadOnlyList<VmDisk> Disks,
    IReadOnlyList<VmNic> Nics,
    WorkloadType? Workload,
    SlaBounds? Sla)
{
    // Definitions are read by people: no \u0026 for an ampersand. They are never put into HTML.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text from which <see cref="VmDefinitionReader"/> reads the same definition.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("name", Name.Value);
            json.WriteNumber("memoryMiB", MemoryMiB);
            json.WriteNumber("vcpus", Vcpus);
            json.WriteString("accelerator", Accelerator == Accelerator.Kvm ? "kvm" : "tcg");
            json.WriteString("machine", Machine);
            WriteBoot(json);
            WriteDevices(json);
            WriteSla(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void WriteBoot(Utf8JsonWriter json)
    {
        if (Boot is null)
            return;
        json.WriteString("kernel", Boot.Kernel);
        if (Boot.Initrd is not null)
            json.WriteString("initrd", Boot.Initrd);
        if (Boot.Append is not null)
            json.WriteString("append", Boot.Append);
    }

    private void WriteDevices(Utf8JsonWriter json)
    {
        json.WriteStartArray("disks");
        foreach (var disk in Disks)
        {
            json.WriteStartObject();
            json.WriteString("source", disk.Source.Text);
            json.WriteString("format", disk.Format == DiskFormat.Qcow2 ? "qcow2" : "raw");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("nics");
        foreach (var nic in Nics)
        {
            json.WriteStartObject();
            json.WriteString("mac", nic.Mac);
            json.WriteString("bridge", nic.Bridge);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSla(Utf8JsonWriter json)
    {
        if (Workload is { } workload)
            json.WriteString("workload", WorkloadNames.NameOf(workload));
        if (Sla is null)
            return;
        json.WriteStartObject("sla");
        json.WriteNumber("lowerMbps", Sla.Lower.Value);
        json.WriteNumber("upperMbps", Sla.Upper.Value);
        json.WriteEndObject();
    }
}
