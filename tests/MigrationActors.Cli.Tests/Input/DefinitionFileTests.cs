using System.Text;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;

namespace MigrationActors.Cli.Tests.Input;

public sealed class DefinitionFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("migctl-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_sent_as_it_is() =>
        (await ReadAsync(Write("""{ "name": "web-1" }"""))).ShouldBe("""{ "name": "web-1" }""");

    [Fact]
    public async Task A_dash_is_standard_input() => (await ReadAsync("-", "{}")).ShouldBe("{}");

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_definition() => (await ReadAsync("-", "\uFEFF{}")).ShouldBe("{}");

    [Fact]
    public async Task Exactly_one_mebibyte_is_taken_and_a_byte_more_is_not()
    {
        var largest = "{" + new string(' ', 1024 * 1024 - 2) + "}";

        (await ReadAsync("-", largest)).Length.ShouldBe(1024 * 1024);
        (await RefusedAsync("-", largest + " ")).ShouldContain("larger than 1 MiB");
    }

    [Fact]
    public async Task An_endless_file_is_not_read_to_its_end() => (await RefusedAsync("/dev/zero")).ShouldContain("larger than 1 MiB");

    [Fact]
    public async Task A_missing_file_is_named() => (await RefusedAsync(Path.Combine(_folder, "nope.json"))).ShouldContain("there is no such file");

    [Fact]
    public async Task A_folder_is_no_file() => (await RefusedAsync(_folder)).ShouldContain("is a folder");

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{\n  \"name\": oops\n}", "line 2, byte 11")]
    [InlineData("[1]", "no object")]
    [InlineData("null", "no object")]
    public async Task What_is_no_JSON_object_is_refused_with_the_place(string content, string fault) =>
        (await RefusedAsync(Write(content))).ShouldContain(fault);

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_path_that_cannot_be_one_is_refused(string path) => (await RefusedAsync(path)).ShouldContain("cannot be read");

    private string Write(string content)
    {
        var path = Path.Combine(_folder, "vm.json");
        File.WriteAllText(path, content);
        return path;
    }

    private static async Task<string> ReadAsync(string file, string input = "") => Encoding.UTF8.GetString(
        (await DefinitionFile.ReadAsync(file, () => new MemoryStream(Encoding.UTF8.GetBytes(input)), CancellationToken.None)).Span);

    private static async Task<string> RefusedAsync(string file, string input = "") =>
        (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(file, input))).Message;
}
