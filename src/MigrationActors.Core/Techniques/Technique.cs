namespace MigrationActors.Core.Techniques;

public enum Technique
{
    PreCopy,
    PostCopy,
    Hybrid,
}
