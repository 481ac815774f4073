using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Model;

/// <summary>Bounds of what a class can be given.</summary>
public static class ClassRate
{
    /// <summary>The least a class gets, and what everything else keeps when all is reserved: HTB has no class of rate zero.</summary>
    public static readonly Mbps Smallest = new(0.1);
}
