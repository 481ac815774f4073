using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Waiting;

/// <summary>One line per phase, for logs and pipes. Phases that began and ended between two looks are not left out.</summary>
internal sealed class LineDisplay(TextWriter error) : IProgressDisplay<MigrationView>
{
    private int _shown;

    public void Show(MigrationView view)
    {
        foreach (var entry in view.History.Skip(_shown))
        {
            var note = string.IsNullOrWhiteSpace(entry.Note) ? "" : ": " + entry.Note;
            error.WriteLine(Plain.Clean($"{view.Vm}: {Words.Phase(entry.Phase)}{note}"));
        }

        _shown = Math.Max(_shown, view.History.Count);
    }

    public void Say(string sentence) => error.WriteLine(Plain.Clean(sentence));
}
