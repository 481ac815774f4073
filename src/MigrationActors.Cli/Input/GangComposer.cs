using MigrationActors.Cli.Failures;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Input;

/// <summary>Makes one gang of a command line and a file; pure. What a member says itself goes before options, and those before what the file says for all.</summary>
internal static class GangComposer
{
    /// <exception cref="InvalidInputException">It is empty or too large, a VM is in it twice, or one has no destination.</exception>
    public static GangBody Compose(IReadOnlyList<GangMemberBody> members, GangDefaults options, GangBody? file)
    {
        var gang = new GangBody(
            [.. file?.Members ?? [], .. members],
            options.Destination ?? file?.Destination,
            options.Urgency ?? file?.Urgency,
            options.Technique ?? file?.Technique,
            options.Deadline ?? file?.Deadline,
            options.Strategy ?? file?.Strategy);
        Check(gang);
        return gang;
    }

    private static void Check(GangBody gang)
    {
        if (GangMistake.In([.. gang.Members.Select(m => m.Vm)]) is { } mistake)
        {
            throw new InvalidInputException(mistake);
        }

        if (gang.Destination is null && gang.Members.FirstOrDefault(m => m.Destination is null) is { } lost)
        {
            throw new InvalidInputException($"'{lost.Vm}' has no destination: name one for all with --to HOST, or its own as '{lost.Vm}=HOST'.");
        }
    }
}
