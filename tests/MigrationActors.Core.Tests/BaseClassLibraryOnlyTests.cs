namespace MigrationActors.Core.Tests;

public sealed class BaseClassLibraryOnlyTests
{
    [Fact]
    public void Core_references_only_the_base_class_library()
    {
        var foreign = typeof(Mbps).Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name is not ("netstandard" or "mscorlib" or "System") && !name.StartsWith("System.", StringComparison.Ordinal));

        foreign.ShouldBeEmpty();
    }
}
