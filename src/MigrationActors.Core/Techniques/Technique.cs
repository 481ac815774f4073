namespace MigrationActors.Core.Techniques;

/// <summary>How the memory of a running VM gets to the destination.</summary>
public enum Technique
{
    /// <summary>Copy while the VM runs at the source, then switch over.</summary>
    PreCopy,

    /// <summary>Switch over at once, then fetch the memory from the source.</summary>
    PostCopy,

    /// <summary>One full pre-copy pass, then post-copy for the rest. Never chosen by a rule, only by the caller.</summary>
    Hybrid,
}
