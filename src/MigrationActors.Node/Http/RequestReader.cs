using MigrationActors.Protocol.Api;

namespace MigrationActors.Node.Http;

/// <summary>
/// What bodies ask for, checked as far as that can be done without knowing the hosts; each throws <see cref="InvalidRequestException"/>. Pure.
/// <c>now</c> is null where the request may have been taken already, under its key: then a deadline may have passed since.
/// </summary>
internal static class RequestReader
{
    public static ApiRequest.PlanMigrate Migration(MigrateBody? body, DateTimeOffset? now) =>
        string.IsNullOrEmpty(body?.Vm) || string.IsNullOrEmpty(body.Destination)
            ? throw new InvalidRequestException("A migration request needs 'vm' and 'destination'.")
            : new ApiRequest.PlanMigrate(
                body.Vm, body.Destination, RequestWords.Urgency(body.Urgency), RequestWords.Technique(body.Technique), RequestWords.Deadline(body.Deadline, now));

    public static ApiRequest.PlanGang Gang(GangBody? body, DateTimeOffset? now)
    {
        if (body is null or { Members.Count: 0 })
        {
            throw new InvalidRequestException("The gang is empty: name at least one VM in 'members'.");
        }

        if (body.Members.Count > GangLimits.MostMembers)
        {
            throw new InvalidRequestException(
                $"The gang has {body.Members.Count} members, and at most {GangLimits.MostMembers} go into one: make several gangs of it, which share the links as one would.");
        }

        CheckTwice(body.Members);
        return new ApiRequest.PlanGang([.. body.Members.Select(m => Member(m, body, now))], RequestWords.Strategy(body.Strategy));
    }

    /// <param name="host">The host that the path names, or null where the body does.</param>
    public static ApiRequest.PlanDrain Drain(DrainBody? body, string? host)
    {
        body ??= new DrainBody();
        var drained = RequestWords.Name(host ?? body.Host, "host");
        if (body.Host is { } other && other != drained)
        {
            throw new InvalidRequestException($"The path says to drain '{drained}', and the body '{other}': name one of them.");
        }

        var to = (body.To ?? []).Select(h => RequestWords.Name(h, "host")).Distinct(StringComparer.Ordinal).ToList();
        return to.Contains(drained, StringComparer.Ordinal)
            ? throw new InvalidRequestException($"'{drained}' is to be drained, so it cannot be in 'to': name other hosts, or none for any.")
            : new ApiRequest.PlanDrain(
                drained, to, RequestWords.Urgency(body.Urgency), RequestWords.Technique(body.Technique), RequestWords.Strategy(body.Strategy));
    }

    public static ApiRequest.CancelGang CancelGang(CancelGangBody? body, string id) => body switch
    {
        null => new ApiRequest.CancelGang(id, []),
        // A script whose list came out empty does not mean everything.
        { Vms.Count: 0 } => throw new InvalidRequestException("'vms' is empty: name the members to cancel, or send no body to cancel the whole gang."),
        _ => new ApiRequest.CancelGang(id, [.. body.Vms.Select(v => RequestWords.Name(v, "VM")).Distinct(StringComparer.Ordinal)]),
    };

    private static void CheckTwice(IReadOnlyList<GangMemberBody> members)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < members.Count; i++)
        {
            var name = RequestWords.Name(members[i]?.Vm, "VM");
            if (!first.TryAdd(name, i))
            {
                throw new InvalidRequestException($"'{name}' is in the gang twice, as members {first[name] + 1} and {i + 1}: name each VM once.");
            }
        }
    }

    private static GangMemberWish Member(GangMemberBody member, GangBody gang, DateTimeOffset? now)
    {
        var of = $" of '{member.Vm}'";
        var destination = member.Destination ?? gang.Destination
            ?? throw new InvalidRequestException($"'{member.Vm}' has no destination: give it one, or the gang one for all.");
        return new GangMemberWish(
            member.Vm,
            RequestWords.Name(destination, "host"),
            RequestWords.Urgency(member.Urgency ?? gang.Urgency, of),
            RequestWords.Technique(member.Technique ?? gang.Technique, of),
            RequestWords.Deadline(member.Deadline ?? gang.Deadline, now, of));
    }
}
