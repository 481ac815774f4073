using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Waiting;

/// <summary>Shows a migration while it is waited for, on standard error: standard output is for the result.</summary>
internal interface IProgressDisplay
{
    void Show(MigrationView view);

    /// <summary>Says something beside the progress.</summary>
    void Say(string sentence);
}
