namespace MigrationActors.Cli.Waiting;

/// <summary>Shows what is waited for, on standard error: standard output is for the result.</summary>
internal interface IProgressDisplay<in TView>
{
    void Show(TView view);

    /// <summary>Says something beside the progress.</summary>
    void Say(string sentence);
}
