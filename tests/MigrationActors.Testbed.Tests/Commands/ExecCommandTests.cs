using MigrationActors.Testbed.Commands;

namespace MigrationActors.Testbed.Tests.Commands;

public sealed class ExecCommandTests
{
    [Theory]
    [InlineData("exec src ls --help", "exec src -- ls --help")]
    [InlineData("exec --prefix x src ls --prefix y", "exec --prefix x src -- ls --prefix y")]
    [InlineData("exec --prefix=x src ls", "exec --prefix=x src -- ls")]
    [InlineData("exec src -- ls -l", "exec src -- ls -l")]
    [InlineData("exec -- src ls", "exec -- src ls")]
    [InlineData("exec src", "exec src")]
    [InlineData("exec --help", "exec --help")]
    [InlineData("up --link 1gbit", "up --link 1gbit")]
    public void The_options_behind_a_program_are_its_own(string given, string separated) =>
        ExecCommand.KeepProgramsOptions(given.Split(' ')).ShouldBe(separated.Split(' '));
}
