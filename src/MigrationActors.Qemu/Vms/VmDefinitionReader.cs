using System.Text.Json;
using System.Text.RegularExpressions;
using MigrationActors.Core;
using MigrationActors.Core.Sla;

namespace MigrationActors.Qemu.Vms;

/// <summary>
/// The only way from text to a <see cref="VmDefinition"/>: strict, case-sensitive, without comments, unknown or repeated fields.
/// What it lets through is safe on QEMU's command line.
/// </summary>
public static partial class VmDefinitionReader
{
    private const int MinMemoryMiB = 16;
    private const int MaxMemoryMiB = 4_194_304;
    private const int MaxVcpus = 512;
    private const int MaxAppendLength = 2048;

    // QEMU's pc machine has 32 slots on its one PCI bus, and some are its own.
    private const int MaxDisks = 16;
    private const int MaxNics = 8;

    private static readonly string[] OnlyWithKernel = ["initrd", "append"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="whereFrom">How messages name the text, such as its file.</param>
    /// <exception cref="InvalidVmDefinitionException">With every problem in its message.</exception>
    public static VmDefinition Read(string json, string whereFrom)
    {
        using var document = Parse(json, whereFrom);
        var problems = new List<string>();
        var definition = Read(new JsonFields(document.RootElement, "", problems));
        return problems.Count == 0 && definition is not null ? definition : throw new InvalidVmDefinitionException(whereFrom, problems);
    }

    private static JsonDocument Parse(string json, string whereFrom)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter comes from the look for repeated names, where a name has half a surrogate pair.
            throw new InvalidVmDefinitionException(whereFrom, [$"it is not valid JSON: {e.Message}"]);
        }
    }

    private static VmDefinition? Read(JsonFields fields)
    {
        var name = fields.Text("name", text => VmName.TryParse(text, out _), VmName.Rule, required: true);
        var memory = fields.Whole("memoryMiB", MinMemoryMiB, MaxMemoryMiB, required: true);
        var vcpus = fields.Whole("vcpus", 1, MaxVcpus) ?? 1;
        var accelerator = fields.Text("accelerator", text => text is "tcg" or "kvm", "\"tcg\" or \"kvm\"");
        var machine = fields.Text("machine", Machine().IsMatch, "a QEMU machine type such as \"pc\" or \"pc-i440fx-7.2\"") ?? "pc";
        var boot = ReadBoot(fields);
        var disks = fields.Children("disks", MaxDisks).Select(ReadDisk).OfType<VmDisk>().ToArray();
        var nics = fields.Children("nics", MaxNics).Select(ReadNic).OfType<VmNic>().ToArray();
        if (nics.Select(nic => nic.Mac).Distinct().Count() < nics.Length)
            fields.Problem("nics have the same mac more than once; each card needs one of its own.");
        var workload = fields.Text("workload", text => WorkloadNames.Find(text) is not null, $"one of {string.Join(", ", WorkloadNames.All)}");
        var sla = fields.Child("sla") is { } stated ? ReadSla(stated) : null;
        fields.RefuseUnknown();
        return name is null || memory is null
            ? null
            : new VmDefinition(
                VmName.Parse(name),
                memory.Value,
                vcpus,
                accelerator == "kvm" ? Accelerator.Kvm : Accelerator.Tcg,
                machine,
                boot,
                disks,
                nics,
                workload is null ? null : WorkloadNames.Find(workload),
                sla);
    }

    private static VmBoot? ReadBoot(JsonFields fields)
    {
        var kernel = fields.Text("kernel", AbsolutePath.IsValid, AbsolutePath.Rule);
        var initrd = fields.Text("initrd", AbsolutePath.IsValid, AbsolutePath.Rule);
        var append = fields.Text(
            "append",
            text => text.Length <= MaxAppendLength && !text.Any(char.IsControl),
            $"a kernel command line of at most {MaxAppendLength} characters on one line");
        if (fields.Has("kernel"))
            return kernel is null ? null : new VmBoot(kernel, initrd, append);
        foreach (var orphan in OnlyWithKernel.Where(fields.Has))
        {
            fields.Problem($"{orphan} is given without a kernel; add kernel, or leave {orphan} out.");
        }

        return null;
    }

    private static VmDisk? ReadDisk(JsonFields fields)
    {
        var source = fields.Text("source", text => DiskSource.TryParse(text, out _), DiskSource.Rule, required: true);
        var format = fields.Text("format", text => text is "raw" or "qcow2", "\"raw\" or \"qcow2\"", required: true);
        fields.RefuseUnknown();
        return DiskSource.TryParse(source, out var where) && format is not null
            ? new VmDisk(where, format == "qcow2" ? DiskFormat.Qcow2 : DiskFormat.Raw)
            : null;
    }

    private static VmNic? ReadNic(JsonFields fields)
    {
        var mac = fields.Text("mac", UnicastMac().IsMatch, "a unicast MAC address such as \"52:54:00:12:34:56\"", required: true);
        var bridge = fields.Text("bridge", Bridge().IsMatch, "a bridge's name: 1 to 15 letters, digits, '_', '.' or '-', beginning with a letter or a digit", required: true);
        fields.RefuseUnknown();
        return mac is null || bridge is null ? null : new VmNic(mac.ToLowerInvariant(), bridge);
    }

    private static SlaBounds? ReadSla(JsonFields fields)
    {
        var lower = fields.Rate("lowerMbps");
        var upper = fields.Rate("upperMbps");
        fields.RefuseUnknown();
        if (lower is null || upper is null)
            return null;
        if (lower <= upper)
            return new SlaBounds(new Mbps(lower.Value), new Mbps(upper.Value));
        fields.Problem($"sla.lowerMbps ({lower}) is above sla.upperMbps ({upper}); swap or correct them.");
        return null;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.-]{0,62}\z")]
    private static partial Regex Machine();

    // The lowest bit of the first byte is zero: an even second digit.
    [GeneratedRegex(@"\A(?!00:00:00:00:00:00)[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}\z")]
    private static partial Regex UnicastMac();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,14}\z")]
    private static partial Regex Bridge();
}
