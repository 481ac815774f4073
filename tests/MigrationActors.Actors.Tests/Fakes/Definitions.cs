using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Tests.Fakes;

internal static class Definitions
{
    public static VmDefinition Web { get; } = Named("web");

    public static VmDefinition Named(string name) => VmDefinitionReader.Read(
        $$"""
        { "name": "{{name}}", "memoryMiB": 64, "nics": [ { "mac": "52:54:00:12:34:56", "bridge": "br0" } ],
          "disks": [ { "source": "nfs://192.0.2.14/vms/{{name}}.img", "format": "raw" } ] }
        """,
        "of the test");
}
