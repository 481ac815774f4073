using System.CommandLine;
using MigrationActors.Demo;
using MigrationActors.Demo.Reporting;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using Spectre.Console;

var link = new Option<string>("--link") { Description = "The rate of every host's link, such as 200mbit.", DefaultValueFactory = _ => "200mbit" };
var fill = new Option<int>("--fill") { Description = "MiB of random bytes in the guest's memory.", DefaultValueFactory = _ => 128 };
var prefix = new Option<string>("--prefix") { Description = "The testbed's name; several can be up at a time.", DefaultValueFactory = _ => "demo" };
var output = new Option<DirectoryInfo>("--output") { Description = "Where the report and the chart go.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/demo") };
var command = new RootCommand("Migrates a real guest under traffic, by plain QEMU and by MigrationActors, and shows the difference.") { link, fill, prefix, output };
command.SetAction(async parsed =>
{
    try
    {
        var options = new DemoOptions(
            TestbedPrefix.Parse(parsed.GetValue(prefix)!), LinkRate.Parse(parsed.GetValue(link)!), parsed.GetValue(output)!, parsed.GetValue(fill));
        return await RunAsync(options);
    }
    catch (TestbedException e)
    {
        await Console.Error.WriteLineAsync($"demo: {e.Message}");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();

static async Task<int> RunAsync(DemoOptions options)
{
    var started = TimeProvider.System.GetTimestamp();
    var (report, results) = await new DemoSession(
        options, line => Console.WriteLine($"[{TimeProvider.System.GetElapsedTime(started):mm\\:ss}] {line}")).RunAsync();

    options.Output.Create();
    var file = Path.Combine(options.Output.FullName, "report.json");
    await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(report, WireJson.Indented) + "\n");
    var chart = Path.Combine(options.Output.FullName, "chart.png");
    ReportChart.Write(chart, report.LinkMbps, results);

    AnsiConsole.Write(ReportTable.Of(report));
    Console.WriteLine($"Report: {file}\nChart:  {chart}");
    Console.WriteLine($"Left behind: {report.Leftovers.TcRules} tc rules, {report.Leftovers.Namespaces} namespaces, {report.Leftovers.Processes} processes");
    return report.Leftovers.None ? 0 : 1;
}
