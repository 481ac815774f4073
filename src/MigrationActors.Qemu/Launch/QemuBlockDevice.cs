using System.Text.Json.Nodes;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Qemu.Launch;

/// <summary>The -blockdev JSON of a disk. JSON, because QEMU's comma syntax would read a path's characters as options.</summary>
internal static class QemuBlockDevice
{
    public static string Json(VmDisk disk, string nodeName) => new JsonObject
    {
        ["node-name"] = nodeName,
        ["driver"] = disk.Format == DiskFormat.Qcow2 ? "qcow2" : "raw",
        ["file"] = Image(disk.Source),
    }.ToJsonString();

    private static JsonObject Image(DiskSource source)
    {
        if (source.NfsServer is { } server)
        {
            // QEMU takes no lock over NFS: that only one host runs the guest is our task.
            return new JsonObject
            {
                ["driver"] = "nfs",
                ["server"] = new JsonObject { ["type"] = "inet", ["host"] = server },
                ["path"] = source.Path,
            };
        }

        return new JsonObject { ["driver"] = source.IsDevice ? "host_device" : "file", ["filename"] = source.Path };
    }
}
