namespace MigrationActors.Core.Planning.Draining;

/// <summary>A host with what would be left of it after the VMs it is to take so far.</summary>
/// <param name="FreeMiB">Memory for further VMs, the reserve taken off; may be below 0.</param>
/// <param name="FreeIn">What its link could still receive, in Mbit/s; below 0 where it is promised more than it has.</param>
internal sealed record DrainTarget(string Name, long FreeMiB, double FreeIn)
{
    public static DrainTarget Of(DrainHost host, long reserveMiB) => new(host.Name, host.FreeMemoryMiB - reserveMiB, host.Allocatable.Value - host.In.Value);

    /// <summary>A VM takes what it receives now or what it was promised, whichever is more: it does not need both.</summary>
    public DrainTarget With(DrainVm vm) => this with
    {
        FreeMiB = FreeMiB - vm.MemoryMiB,
        FreeIn = FreeIn - Math.Max(vm.Traffic.In.Value, vm.SlaLower.Value),
    };
}
