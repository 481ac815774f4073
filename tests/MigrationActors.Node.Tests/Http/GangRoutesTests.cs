using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Node.Tests.Http;

/// <summary>Gangs, drains and plans over HTTP: what reaches the coordinator, and what is answered before it does.</summary>
public sealed class GangRoutesTests : IAsyncLifetime
{
    private const string Passed = "2001-01-01T00:00:00Z";
    private const string Coming = "2101-01-01T00:00:00Z";

    private ApiServer _server = null!;

    public async Task InitializeAsync() => _server = await ApiServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_member_says_what_differs_from_its_gang()
    {
        await PostAsync(
            "/v1/gangs",
            $$"""
            {"destination":"h2","urgency":"low","technique":"precopy","deadline":"{{Coming}}","strategy":"Serial",
             "members":[{"vm":"web"},{"vm":"db","destination":"h3","urgency":"HIGH","technique":"auto","deadline":"2101-01-01T01:00:00+01:00"}]}
            """,
            key: "k-1");

        var asked = Asked<ApiRequest.MigrateGang>();
        asked.Strategy.ShouldBe(Strategy.Serial);
        asked.Key.ShouldBe("k-1");
        var coming = DateTimeOffset.Parse(Coming, System.Globalization.CultureInfo.InvariantCulture);
        asked.Members.ShouldBe(
            [new("web", "h2", Urgency.Low, Technique.PreCopy, coming), new("db", "h3", Urgency.High, null, coming)]);
    }

    [Fact]
    public async Task What_is_left_out_is_medium_and_auto()
    {
        await PostAsync("/v1/gangs", """{"members":[{"vm":"web","destination":"h2"}]}""");

        var asked = Asked<ApiRequest.MigrateGang>();
        (asked.Strategy, asked.Key).ShouldBe((null, null));
        asked.Members.ShouldBe([new("web", "h2", Urgency.Medium)]);
    }

    [Theory]
    [InlineData("", "gang is empty")]
    [InlineData("{}", "It takes 'members', 'destination', 'urgency', 'technique', 'deadline', 'strategy'.")]
    [InlineData("""{"members":[]}""", "gang is empty")]
    [InlineData("""{"members":null}""", "is not a gang")]
    [InlineData("""{"members":[null]}""", "VM's name is missing")]
    [InlineData("""{"members":[{"vm":"web"}]}""", "'web' has no destination")]
    [InlineData("""{"members":[{"vm":"web"},{"vm":"db"},{"vm":"web"}],"destination":"h2"}""", "'web' is in the gang twice, as members 1 and 3")]
    [InlineData("""{"members":[{"vm":"we b","destination":"h2"}]}""", "'we b' cannot be a VM's name")]
    [InlineData("""{"members":[{"vm":"-x","destination":"h2"}]}""", "'-x' cannot be a VM's name")]
    [InlineData("""{"members":[{"vm":"web","destination":"h'2"}]}""", "cannot be a host's name")]
    [InlineData("""{"members":[{"vm":"web","destination":"h2","urgency":"asap"}]}""", "The urgency 'asap' of 'web' is not high, medium or low.")]
    [InlineData("""{"members":[{"vm":"web","destination":"h2","urgency":"1"}]}""", "The urgency '1' of 'web'")]
    [InlineData("""{"members":[{"vm":"web","destination":"h2","technique":"teleport"}]}""", "The technique 'teleport' of 'web'")]
    [InlineData("""{"members":[{"vm":"web","destination":"h2"}],"strategy":"random"}""", "The strategy 'random' is not auto, serial or parallel.")]
    [InlineData("""{"members":[{"vm":"web","destination":"h2","deadline":"soon"}]}""", "The deadline 'soon' of 'web' cannot be read")]
    [InlineData("""{"members":[{"vm":"web","destination":"h2","colour":"red"}]}""", "does not belong there")]
    [InlineData("""{"members":"web"}""", "wrong kind")]
    [InlineData("members: [web]", "no JSON")]
    public async Task A_gang_that_cannot_be_is_refused_in_a_sentence(string body, string sentence)
    {
        foreach (var path in new[] { "/v1/gangs", "/v1/plans/gang" })
        {
            var (status, text) = await _server.PostAsync(path, body);

            status.ShouldBe(400);
            text.ShouldContain(sentence);
        }

        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(256, 409)]
    [InlineData(257, 400)]
    [InlineData(500, 400)]
    public async Task A_gang_has_256_members_at_most(int members, int expected)
    {
        var all = string.Join(",", Enumerable.Range(0, members).Select(i => $$"""{"vm":"vm-{{i}}"}"""));

        var (status, text) = await _server.PostAsync("/v1/gangs", $$"""{"destination":"h2","members":[{{all}}]}""");

        status.ShouldBe(expected);
        text.ShouldContain(expected == 400 ? $"{members} VMs, and at most 256 go into one" : ApiServer.Answer.Message);
    }

    [Fact]
    public async Task A_body_of_more_than_a_mebibyte_is_refused()
    {
        var (status, text) = await _server.PostAsync("/v1/gangs", new string(' ', 1024 * 1024 + 1));

        status.ShouldBe(400);
        text.ShouldContain("larger than 1 MiB");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("k-1")]
    public async Task Whether_a_deadline_has_passed_is_the_coordinators_to_say(string? key)
    {
        await PostAsync("/v1/migrations", $$"""{"vm":"web","destination":"h2","deadline":"{{Passed}}"}""", key);

        Asked<ApiRequest.Migrate>().Deadline.ShouldNotBeNull().Year.ShouldBe(2001);
    }

    [Theory]
    [InlineData("/v1/gangs", """{"members":[{"vm":"web","destination":"h2"}]}""")]
    [InlineData("/v1/hosts/h1/drain", "{}")]
    [InlineData("/v1/migrations", """{"vm":"web","destination":"h2"}""")]
    public async Task What_is_no_key_is_refused_wherever_something_begins(string path, string body)
    {
        var (status, text) = await _server.PostAsync(path, body, key: "a b");

        status.ShouldBe(400);
        text.ShouldContain(IdempotencyKey.Rule);
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drain_needs_nothing_but_the_host()
    {
        await PostAsync("/v1/hosts/h1/drain");

        var asked = Asked<ApiRequest.Drain>();
        (asked.Host, asked.Urgency, asked.Technique, asked.Strategy, asked.Key).ShouldBe(("h1", Urgency.Medium, null, null, null));
        asked.To.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drain_may_say_where_to_and_how()
    {
        await PostAsync("/v1/hosts/h1/drain", """{"to":["h2","h3","h2"],"urgency":"high","technique":"postcopy","strategy":"parallel"}""", key: "k-1");

        var asked = Asked<ApiRequest.Drain>();
        (asked.Urgency, asked.Technique, asked.Strategy, asked.Key).ShouldBe((Urgency.High, Technique.PostCopy, Strategy.Parallel, "k-1"));
        asked.To.ShouldBe(["h2", "h3"]);
    }

    [Theory]
    [InlineData("/v1/hosts/h1/drain", """{"to":["h2","h1"]}""", "'h1' is to be drained")]
    [InlineData("/v1/hosts/h1/drain", """{"host":"h2"}""", "name one of them")]
    [InlineData("/v1/hosts/h%201/drain", "{}", "cannot be a host's name")]
    [InlineData("/v1/plans/drain", "{}", "host's name is missing")]
    [InlineData("/v1/plans/drain", """{"host":"h1","strategy":"2"}""", "The strategy '2'")]
    public async Task A_drain_that_cannot_be_is_refused_in_a_sentence(string path, string body, string sentence)
    {
        var (status, text) = await _server.PostAsync(path, body);

        status.ShouldBe(400);
        text.ShouldContain(sentence);
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Plans_ask_for_plans()
    {
        await PostAsync("/v1/plans/migration", """{"vm":"web","destination":"h2","urgency":"low"}""");
        await PostAsync("/v1/plans/gang", """{"members":[{"vm":"web","destination":"h2"}],"strategy":"auto"}""");
        await PostAsync("/v1/plans/drain", """{"host":"h1","to":["h2"]}""");

        _server.Requests.Select(r => r.GetType()).ShouldBe([typeof(ApiRequest.PlanMigrate), typeof(ApiRequest.PlanGang), typeof(ApiRequest.PlanDrain)]);
    }

    [Fact]
    public async Task A_gang_is_cancelled_whole_or_by_member()
    {
        await PostAsync("/v1/gangs/g-1/cancel");
        await PostAsync("/v1/gangs/g-1/cancel", """{"vms":["web","db"]}""");

        var asked = _server.Requests.Cast<ApiRequest.CancelGang>().ToList();
        asked.ShouldAllBe(a => a.Id == "g-1");
        asked[0].Vms.ShouldBeEmpty();
        asked[1].Vms.ShouldBe(["web", "db"]);
    }

    [Fact]
    public async Task An_empty_list_of_members_does_not_cancel_the_whole_gang()
    {
        var (status, text) = await _server.PostAsync("/v1/gangs/g-1/cancel", """{"vms":[]}""");

        status.ShouldBe(400);
        text.ShouldContain("'vms' is empty");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Gangs_can_be_looked_at()
    {
        (await _server.GetAsync("/v1/gangs")).ShouldBe(409);
        (await _server.GetAsync("/v1/gangs/g-1")).ShouldBe(409);

        _server.Requests.ShouldBe([new ApiRequest.ListGangs(), new ApiRequest.GetGang("g-1")]);
    }

    /// <summary>Posts what the coordinator is to get.</summary>
    private async Task PostAsync(string path, string? body = null, string? key = null)
    {
        var (status, text) = await _server.PostAsync(path, body, key);
        text.ShouldContain(ApiServer.Answer.Message);
        status.ShouldBe(409);
    }

    private T Asked<T>()
        where T : ApiRequest => _server.Requests.ShouldHaveSingleItem().ShouldBeOfType<T>();
}
