using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>One class in the kernel.</summary>
/// <param name="Id">The reservation's id, "control", "default" or "to ADDRESS"; the class id if another process put it up.</param>
/// <param name="Rate">Guaranteed, as tc rounds it.</param>
/// <param name="Ceil">The most it may use, as tc rounds it.</param>
/// <param name="SentBytes">Bytes sent since the class was made.</param>
public sealed record ShapedClass(string Id, Mbps Rate, Mbps Ceil, long SentBytes);
