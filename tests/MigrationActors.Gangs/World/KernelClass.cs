namespace MigrationActors.Gangs.World;

/// <summary>A reservation as tc shows it.</summary>
/// <param name="Minor">The number of its class; it keeps it as long as it is there.</param>
/// <param name="Mbps">What is guaranteed, in Mbit/s; tc rounds to three or four digits.</param>
/// <param name="SentBytes">Since the class was made.</param>
public sealed record KernelClass(int Minor, double Mbps, long SentBytes);
