using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Api;

public class ApiTests
{
    private const string Request = """{"model":"seedance-2.0","prompt":"A river","duration":5}""";

    private const string Ok = """{"success":true}""";

    /// <summary>Invented operations with every kind of parameter and body.</summary>
    private const string Paths = """
        "/api/open/v1/shelves/{shelfId}": { "get": { "operationId": "readShelf", "summary": "Reads a shelf.", "parameters": [
          { "name": "shelfId", "in": "path", "required": true, "schema": { "type": "string" } },
          { "name": "window", "in": "query", "schema": { "type": "string", "enum": ["day", "week"] } },
          { "name": "tag", "in": "query", "schema": { "type": "array", "items": { "type": "string" } } },
          { "name": "ids", "in": "query", "explode": false, "schema": { "type": "array", "items": { "type": "integer" } } },
          { "name": "filter", "in": "query", "style": "deepObject", "schema": { "type": "object", "additionalProperties": {} } },
          { "name": "X-Trace-Id", "in": "header", "schema": { "type": "string" } } ],
          "responses": { "200": { "description": "It.", "content": { "application/json": { "schema": { "type": "object" } } } } } } },
        "/api/open/v1/shelves/{shelfId}/cover": {
          "get": { "operationId": "readCover", "parameters": [
            { "name": "shelfId", "in": "path", "required": true, "schema": { "type": "string" } } ],
            "responses": { "200": {
              "description": "It.", "content": { "image/png": { "schema": { "type": "string", "format": "binary" } } } } } },
          "post": { "operationId": "writeCover", "parameters": [
            { "name": "shelfId", "in": "path", "required": true, "schema": { "type": "string" } } ],
            "requestBody": { "required": true, "content": { "multipart/form-data": { "schema": { "type": "object", "required": ["file"],
              "properties": { "file": { "type": "string", "format": "binary" }, "purpose": { "type": "string" } } } } } },
            "responses": { "204": { "description": "Done." } } } }
        """;

    [Fact]
    public async Task An_operation_prints_its_response()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("api", "listModels")).ShouldBe(ExitCode.Success, tool.Error);
        tool.Json["success"]!.GetValue<bool>().ShouldBeTrue();

        (await tool.Anew().RunAsync("api", "listModels", "--json")).ShouldBe(ExitCode.Success, tool.Error);
        tool.Json["status"]!.GetValue<int>().ShouldBe(200);
        tool.Json["response"]!["success"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_charged_operation_says_so_and_its_body_is_checked_before_it_is_sent()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("api", "submitVideoGeneration", "--body", Request.Replace("5", "99", StringComparison.Ordinal)))
            .ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("duration");
        server.Journal.Entries.ShouldBeEmpty();

        await File.WriteAllTextAsync(tool.Folder.At("request.json"), Request);
        (await tool.Anew().RunAsync("api", "submitVideoGeneration", "--body", "@request.json")).ShouldBe(ExitCode.Success, tool.Error);
        tool.Json["creditsCharged"]!.GetValue<int>().ShouldBe(40);
        tool.Error.ShouldContain("charges credits");

        var id = (string)tool.Json["requestId"]!;
        (await tool.Anew().RunAsync("api", "getVideoGeneration", "--request-id", id)).ShouldBe(ExitCode.Success, tool.Error);
        tool.Json["requestId"]!.GetValue<string>().ShouldBe(id);
    }

    [Fact]
    public async Task A_charged_operation_without_a_response_has_an_unknown_outcome()
    {
        await using var service = ScriptedService.Responding([null]);
        using var tool = ToolRun.Against(service);

        (await tool.RunAsync("api", "submitVideoGeneration", "--body", Request)).ShouldBe(ExitCode.OutcomeUnknown);

        tool.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_call_has_the_exit_code_of_its_error()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("api", "getVideoGeneration", "--request-id", "req_nowhere")).ShouldBe(ExitCode.Rejected);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("req_nowhere");
        (await tool.Anew().RunAsync("api", "getVideoGeneration")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--request-id");
        (await tool.Anew().RunAsync("api", "getVideoGeneration", "--request-id", "..")).ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Parameters_stand_where_the_description_says()
    {
        var requests = new List<string>();
        await using var service = ScriptedService.Recording(requests, ScriptedService.Response(200, Ok));
        using var tool = ToolRun.Against(service, EditedDescription.WithPaths(Paths));

        (await tool.RunAsync(
            "api", "readShelf", "--shelf-id", "a/b", "--window", "day", "--tag", "a", "--tag", "b&c", "--ids", "1", "--ids", "2",
            "--filter", "kind=new", "--x-trace-id", "trace-1")).ShouldBe(ExitCode.Success, tool.Error);

        var request = requests.ShouldHaveSingleItem();
        request.ShouldStartWith("GET /api/open/v1/shelves/a%2Fb?window=day&tag=a&tag=b%26c&ids=1,2&filter[kind]=new HTTP/1.1");
        request.ShouldContain("X-Trace-Id: trace-1");
        tool.Json["success"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_binary_response_goes_to_a_file()
    {
        var requests = new List<string>();
        await using var service = ScriptedService.Recording(
            requests, ScriptedService.Response(200, "PNG").Replace("application/json", "image/png", StringComparison.Ordinal));
        using var tool = ToolRun.Against(service, EditedDescription.WithPaths(Paths));

        (await tool.RunAsync("api", "readCover", "--shelf-id", "a")).ShouldBe(ExitCode.Usage);
        requests.ShouldBeEmpty();
        (await tool.Anew().RunAsync("api", "readCover", "--shelf-id", "a", "-o", "cover.png")).ShouldBe(ExitCode.Success, tool.Error);

        (await File.ReadAllTextAsync(tool.Folder.At("cover.png"))).ShouldBe("PNG");
        tool.Folder.Files.ShouldBe(["cover.png"]);
    }

    [Fact]
    public async Task A_file_is_replaced_only_when_the_user_says_so_and_a_link_stays()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);
        await File.WriteAllTextAsync(tool.Folder.At("mine.json"), "mine");

        (await tool.RunAsync("api", "submitVideoGeneration", "--body", Request, "-o", "mine.json")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--force");
        (await tool.Anew().RunAsync("api", "submitVideoGeneration", "--body", Request, "-o", " ")).ShouldBe(ExitCode.Usage);
        (await tool.Anew().RunAsync("api", "submitVideoGeneration", "--body", Request, "-o", "missing/mine.json")).ShouldBe(ExitCode.Usage);
        File.ReadAllText(tool.Folder.At("mine.json")).ShouldBe("mine");
        server.Journal.Entries.ShouldBeEmpty();

        (await tool.Anew().RunAsync("api", "listModels", "-o", "mine.json", "--force")).ShouldBe(ExitCode.Success, tool.Error);
        File.ReadAllText(tool.Folder.At("mine.json")).ShouldContain("\"success\"");
        (await tool.Anew().RunAsync("api", "listModels", "-o", "mine.json", "--mock")).ShouldBe(ExitCode.Success, tool.Error);
        tool.OutputLines.ShouldBe(["mine-2.json"]);

        if (OperatingSystem.IsWindows())
            return;
        File.CreateSymbolicLink(tool.Folder.At("link.json"), "real.json");
        (await tool.Anew().RunAsync("api", "listModels", "-o", "link.json")).ShouldBe(ExitCode.Success, tool.Error);
        new FileInfo(tool.Folder.At("link.json")).LinkTarget.ShouldBe("real.json");
        (await tool.Anew().RunAsync("api", "listModels", "-o", "link.json")).ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task A_charged_response_that_cannot_be_written_is_printed()
    {
        if (OperatingSystem.IsWindows())
            return;

        var folder = string.Empty;
        await using var service = ScriptedService.Calling(
            () => Directory.Delete(folder),
            ScriptedService.Response(200, """{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}"""));
        using var tool = ToolRun.Against(service);
        folder = Directory.CreateDirectory(tool.Folder.At("gone")).FullName;

        (await tool.RunAsync("api", "submitVideoGeneration", "--body", Request, "-o", "gone/job.json")).ShouldBe(ExitCode.FileNotWritten);

        tool.Output.ShouldContain("req_7");
    }

    [Fact]
    public async Task A_part_of_a_form_is_an_option()
    {
        var requests = new List<string>();
        await using var service = ScriptedService.Recording(requests, "HTTP/1.1 204 Done\r\nConnection: close\r\n\r\n");
        using var tool = ToolRun.Against(service, EditedDescription.WithPaths(Paths));
        await File.WriteAllTextAsync(tool.Folder.At("cover.png"), "the picture");

        (await tool.RunAsync("api", "writeCover", "--shelf-id", "a", "--file", "@cover.png", "--purpose", "front"))
            .ShouldBe(ExitCode.Success, tool.Error);

        var request = requests.ShouldHaveSingleItem();
        request.ShouldContain("name=\"file\"; filename=\"cover.png\"");
        request.ShouldContain("the picture");
        request.ShouldContain("name=\"purpose\"");
        (await tool.Anew().RunAsync("api", "writeCover", "--shelf-id", "a")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--file is missing");
    }

    [Fact]
    public async Task The_help_lists_the_operations()
    {
        using var tool = new ToolRun { Description = EditedDescription.WithPaths(Paths) };

        await tool.RunAsync("api", "--help");

        string[] operations =
            ["submitVideoGeneration", "getVideoGeneration", "listModels", "readShelf", "readCover", "writeCover"];
        foreach (var operation in operations)
            tool.Output.ShouldContain(operation);
        tool.Output.ShouldContain("(charges credits)");
    }
}
