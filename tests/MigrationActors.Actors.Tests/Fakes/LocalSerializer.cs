using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Serialization;

namespace MigrationActors.Actors.Tests.Fakes;

/// <summary>
/// Hands messages that never leave their node through by reference. With it, <c>serialize-messages = on</c> sends exactly the wire
/// messages through the product's serializer.
/// </summary>
public sealed class LocalSerializer(ExtendedActorSystem system) : Serializer(system)
{
    private static readonly ConcurrentDictionary<long, object> Underway = new();
    private static long _last;

    public override int Identifier => 77_999;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj)
    {
        var ticket = Interlocked.Increment(ref _last);
        Underway[ticket] = obj;
        return BitConverter.GetBytes(ticket);
    }

    public override object FromBinary(byte[] bytes, Type type) =>
        Underway.TryRemove(BitConverter.ToInt64(bytes), out var obj) ? obj : throw new InvalidOperationException("A local message was read twice.");
}
