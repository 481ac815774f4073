using System.Text.Json;
using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Migration;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.Migration;

public class PostcopySwitchTests
{
    [Theory]
    [InlineData(Technique.PreCopy, "active", 5, false)]
    [InlineData(Technique.PostCopy, "setup", 0, false)]
    [InlineData(Technique.PostCopy, "active", 0, true)]
    [InlineData(Technique.PostCopy, "postcopy-active", 1, false)]
    [InlineData(Technique.Hybrid, "active", 1, false)]
    [InlineData(Technique.Hybrid, "active", 2, true)]
    [InlineData(Technique.Hybrid, "completed", 3, false)]
    public void It_is_due_by_the_state_of_the_source(Technique technique, string status, int passes, bool due) =>
        PostcopySwitch.IsDue(technique, MigrationInfo.Parse(Json($$$"""{"status":"{{{status}}}","ram":{"dirty-sync-count":{{{passes}}}}}"""))).ShouldBe(due);

    [Theory]
    [InlineData(Technique.PreCopy, "MIGRATION", """{"status":"active"}""", false)]
    [InlineData(Technique.PreCopy, "MIGRATION_PASS", """{"pass":2}""", false)]
    [InlineData(Technique.PostCopy, "MIGRATION", """{"status":"active"}""", true)]
    [InlineData(Technique.PostCopy, "MIGRATION", """{"status":"setup"}""", false)]
    [InlineData(Technique.Hybrid, "MIGRATION", """{"status":"active"}""", false)]
    [InlineData(Technique.Hybrid, "MIGRATION_PASS", """{"pass":1}""", false)]
    [InlineData(Technique.Hybrid, "MIGRATION_PASS", """{"pass":2}""", true)]
    public void It_is_due_by_an_event_of_the_source(Technique technique, string name, string data, bool due) =>
        PostcopySwitch.IsDue(technique, new QmpEvent(name, Json(data), default)).ShouldBe(due);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
