using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Input;

/// <summary>A gang's member in one word: <c>VM</c>, <c>VM=HOST</c>, <c>VM:URGENCY</c> or <c>VM=HOST:URGENCY</c>. No name has a '=' or ':' in it.</summary>
internal static class MemberWord
{
    /// <exception cref="InvalidInputException">It is none; the message says why.</exception>
    public static GangMemberBody Parse(string word)
    {
        var (who, urgency) = Split(word, ':');
        var (vm, host) = Split(who, '=');
        if (host is "" || urgency is "")
        {
            throw new InvalidInputException(
                $"'{Plain.Short(word)}' has nothing behind its '{(urgency is "" ? ':' : '=')}': a member of a gang is VM, VM=HOST, VM:URGENCY or VM=HOST:URGENCY.");
        }

        return new GangMemberBody(
            Name.Check("VM", vm),
            host is null ? null : Name.Check("host", host),
            urgency is null ? null : Choice.OneOf(MoveWords.Urgencies, urgency, $"The urgency of '{vm}'"));
    }

    private static (string Before, string? Behind) Split(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);
}
