using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Waiting;

/// <summary>A line for each phase that a member is seen in, for logs and pipes. What lies between two looks is in its migration's story.</summary>
internal sealed class GangLineDisplay(TextWriter error) : IProgressDisplay<GangView>
{
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    public void Show(GangView view)
    {
        foreach (var member in view.Members)
        {
            // Before its turn a member has nothing to say, and its reason for waiting changes its numbers with each look.
            if (member.Phase == GangPhases.Planned || _shown.GetValueOrDefault(member.Vm) == member.Phase)
            {
                continue;
            }

            _shown[member.Vm] = member.Phase;
            var note = (member.Failure ?? member.Waits) is { Length: > 0 } said ? ": " + said : "";
            error.WriteLine(Plain.Clean($"{member.Vm}: {Words.Phase(member.Phase)}{note}"));
        }
    }

    public void Say(string sentence) => error.WriteLine(Plain.Clean(sentence));
}
