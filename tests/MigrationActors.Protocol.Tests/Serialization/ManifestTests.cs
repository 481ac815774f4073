using System.Text.RegularExpressions;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Protocol.Tests.Serialization;

public sealed partial class ManifestTests
{
    public static TheoryData<Type> WhatCrossesAWireOrIsPersisted() => new(typeof(IWireMessage).Assembly.GetTypes()
        .Concat(typeof(SagaEvent).Assembly.GetTypes())
        .Where(t => t is { IsAbstract: false, IsInterface: false })
        .Where(t => t.IsAssignableTo(typeof(IWireMessage)) || t.IsAssignableTo(typeof(SagaEvent)) || t.IsAssignableTo(typeof(CoordinatorEvent))));

    public static TheoryData<Type> TypesWithAManifest() => new(Manifests.Types);

    [Theory]
    [MemberData(nameof(WhatCrossesAWireOrIsPersisted))]
    public void Everything_that_crosses_a_wire_or_is_persisted_has_a_manifest(Type type) => Manifests.Find(type).ShouldNotBeNull();

    [Theory]
    [MemberData(nameof(TypesWithAManifest))]
    public void A_manifest_is_short_versioned_and_leads_back_to_its_type(Type type)
    {
        var manifest = Manifests.Find(type).ShouldNotBeNull();

        Versioned().IsMatch(manifest).ShouldBeTrue(manifest);
        Manifests.Find(manifest).ShouldBe(type);
    }

    [Theory]
    [MemberData(nameof(TypesWithAManifest))]
    public void Everything_with_a_manifest_is_held_by_a_sample(Type type) => Samples.All.ShouldContain(s => s.GetType() == type);

    [GeneratedRegex(@"\A[a-z]+\.[a-z-]+\.[1-9][0-9]*\z")]
    private static partial Regex Versioned();
}
