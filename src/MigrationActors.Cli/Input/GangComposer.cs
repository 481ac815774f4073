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
        if (gang.Members.Count == 0)
        {
            throw new InvalidInputException("The gang is empty: name the VMs to move, or a file that does with --file.");
        }

        if (gang.Members.Count > GangLimits.MostMembers)
        {
            throw new InvalidInputException(
                $"The gang has {gang.Members.Count} VMs, and at most {GangLimits.MostMembers} go into one: make several gangs of it, which share the links as one would.");
        }

        if (gang.Members.GroupBy(m => m.Vm, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidInputException($"'{twice.Key}' is in the gang {(twice.Count() == 2 ? "twice" : $"{twice.Count()} times")}: name each VM once.");
        }

        if (gang.Destination is null && gang.Members.FirstOrDefault(m => m.Destination is null) is { } lost)
        {
            throw new InvalidInputException($"'{lost.Vm}' has no destination: name one for all with --to HOST, or its own as '{lost.Vm}=HOST'.");
        }
    }
}
