using MigrationActors.LinuxNet.Tc.Planning;

namespace MigrationActors.LinuxNet.Tc.Reading;

/// <summary>One entry of <c>tc -json qdisc show</c>.</summary>
/// <param name="Device">The interface; null where tc was asked for one and does not repeat it.</param>
/// <param name="Kind">"htb", "ingress", "noqueue" ...</param>
/// <param name="Handle">"4d41:"; "0:" for what the kernel put there by itself.</param>
/// <param name="IsRoot">At the device's egress root.</param>
public sealed record QdiscInfo(string? Device, string Kind, string Handle, bool IsRoot)
{
    /// <summary>A root nobody chose: the kernel gives its own defaults no handle.</summary>
    public bool IsKernelDefault => Handle == "0:";

    public bool IsOurs => IsRoot && Kind == "htb" && Handle == TcHandles.Root;

    /// <summary>Something that handles arriving packets; clsact is the younger form of ingress and excludes it.</summary>
    public bool IsIngress => Kind is "ingress" or "clsact";
}
