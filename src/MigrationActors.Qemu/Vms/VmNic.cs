namespace MigrationActors.Qemu.Vms;

/// <summary>A network card, connected to a bridge that every host has under the same name.</summary>
/// <param name="Mac">Lower case, colons between the bytes; the same on every host, so that the guest keeps its address.</param>
public sealed record VmNic(string Mac, string Bridge);
