using MigrationActors.Protocol.Api;

namespace MigrationActors.Node.Http;

/// <summary>
/// What bodies ask for, checked as far as that can be done without knowing the hosts; each throws <see cref="InvalidRequestException"/>. Pure.
/// Whether a deadline has passed the coordinator says: it knows which requests were taken before, under their keys.
/// </summary>
internal static class RequestReader
{
    public static ApiRequest.PlanMigrate Migration(MigrateBody? body) =>
        string.IsNullOrEmpty(body?.Vm) || string.IsNullOrEmpty(body.Destination)
            ? throw new InvalidRequestException("A migration request needs 'vm' and 'destination'.")
            : new ApiRequest.PlanMigrate(
                body.Vm, body.Destination, RequestWords.Urgency(body.Urgency), RequestWords.Technique(body.Technique), RequestWords.Deadline(body.Deadline));

    public static ApiRequest.PlanGang Gang(GangBody? body)
    {
        IReadOnlyList<GangMemberBody> members = body?.Members ?? [];
        if (GangMistake.In([.. members.Select(m => RequestWords.Name(m?.Vm, "VM"))]) is { } mistake)
        {
            throw new InvalidRequestException(mistake);
        }

        return new ApiRequest.PlanGang([.. members.Select(m => Member(m, body!))], RequestWords.Strategy(body!.Strategy));
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

    private static GangMemberWish Member(GangMemberBody member, GangBody gang)
    {
        var of = $" of '{member.Vm}'";
        var destination = member.Destination ?? gang.Destination
            ?? throw new InvalidRequestException($"'{member.Vm}' has no destination: give it one, or the gang one for all.");
        return new GangMemberWish(
            member.Vm,
            RequestWords.Name(destination, "host"),
            RequestWords.Urgency(member.Urgency ?? gang.Urgency, of),
            RequestWords.Technique(member.Technique ?? gang.Technique, of),
            RequestWords.Deadline(member.Deadline ?? gang.Deadline, of));
    }
}
