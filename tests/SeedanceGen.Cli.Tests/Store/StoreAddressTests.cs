using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Store;

public class StoreAddressTests
{
    private const string Secret = "hunter2secret";

    [Theory]
    [InlineData($"postgres://me:{Secret}@db.example/jobs")]
    [InlineData($"postgresql://me:{Secret}@db.example/jobs?sslmode=require")]
    [InlineData($"postgres://me@db.example/jobs?password={Secret}")]
    [InlineData($"Host=db.example;Username=me;Password={Secret}")]
    [InlineData($"server=db.example; pwd = {Secret}")]
    public async Task A_password_on_the_command_line_is_refused_and_not_repeated(string address)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("jobs", "list", "--store", address, "--verbose")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines[0].ShouldContain("PGPASSWORD");
        tool.ErrorLines[0].ShouldContain("~/.pgpass");
        tool.Error.ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("mysql://me@db.example/jobs", "'mysql://'")]
    [InlineData("", "is empty")]
    [InlineData(".", "which is a folder")]
    [InlineData("postgres://db.example/jobs?colour=red", "'colour'")]
    public async Task An_address_that_is_none_is_told_with_what_is_accepted(string address, string named)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("jobs", "status", "--store", address)).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(named);
    }

    [Theory]
    [InlineData("worker", "-o", "videos")]
    [InlineData("jobs", "status")]
    [InlineData("jobs", "cancel", "a-0001")]
    [InlineData("batch", "requests.jsonl", "--detach")]
    public async Task Without_a_store_the_error_names_the_option_and_the_variable(params string[] arguments)
    {
        using var tool = new ToolRun();
        await File.WriteAllTextAsync(tool.Folder.At("requests.jsonl"), """{"model":"seedance-2.0","prompt":"A river"}""");

        (await tool.RunAsync(arguments)).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--store or SEEDANCE_STORE");
    }

    [Fact]
    public void The_settings_of_an_address_reach_the_connection()
    {
        using var tool = new ToolRun().WithVariable(
            ToolSettings.StoreVariable, $"postgres://me:{Secret}@[::1]:5433/the%20jobs?sslmode=verify-full&application_name=night");

        var address = SeedanceGen.Cli.Store.StoreAddress.Require(given: null, tool.CreateHost());

        address.Connection.ShouldBe(
        [
            ("Host", "::1"), ("Port", "5433"), ("Username", "me"), ("Database", "the jobs"), ("SSL Mode", "verifyfull"),
            ("Application Name", "night"),
        ]);
        address.Password.ShouldBe(Secret);
        address.Shown.ShouldBe("postgres://me@[::1]:5433/the%20jobs");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_an_error_of_the_network_and_shows_no_password()
    {
        using var tool = new ToolRun()
            .WithVariable(ToolSettings.StoreVariable, $"postgres://me:{Secret}@127.0.0.1:1/jobs?connect_timeout=2");

        (await tool.RunAsync("jobs", "status", "--verbose")).ShouldBe(ExitCode.Network, tool.Error);

        tool.ErrorLines[0].ShouldContain("127.0.0.1:1/jobs could not be reached");
        tool.Error.ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("status")]
    [InlineData("cancel", "a-0001")]
    public async Task A_misspelt_file_is_told_and_not_made(params string[] command)
    {
        using var tool = new ToolRun();

        (await tool.RunAsync(["jobs", .. command, "--store", "job.db"])).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("There is no store job.db");
        tool.Folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_told()
    {
        using var tool = new ToolRun();
        await File.WriteAllTextAsync(tool.Folder.At("requests.jsonl"), new string('x', 4096));

        (await tool.RunAsync("jobs", "list", "--store", "requests.jsonl")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("Is it the file of a store?");
    }
}
