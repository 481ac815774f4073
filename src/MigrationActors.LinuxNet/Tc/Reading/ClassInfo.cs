using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Reading;

/// <summary>One HTB class as <c>tc -s class show</c> prints it. tc rounds rates down to three or four digits.</summary>
/// <param name="Minor">The number behind the colon of the class id.</param>
/// <param name="SentBytes">Bytes sent since the class was made.</param>
public sealed record ClassInfo(string Major, int Minor, Mbps Rate, Mbps Ceil, long SentBytes);
