namespace MigrationActors.Testbed.Namespaces;

/// <summary>The testbed cannot do what was asked. The message is for a person: what was wrong, where, and what to do.</summary>
public sealed class TestbedException : Exception
{
    public TestbedException(string message)
        : base(message)
    {
    }

    public TestbedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
