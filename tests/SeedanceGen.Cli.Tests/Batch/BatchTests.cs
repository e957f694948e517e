using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Batch;

public sealed partial class BatchTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task Every_line_becomes_a_file_named_by_its_number_and_the_report_says_so()
    {
        await using var server = await ServiceAsync();

        (await BatchAsync(3)).ShouldBe(ExitCode.Success, _tool.Error);

        _tool.OutputLines.ShouldBe([$"3 of 3 saved in {_tool.Folder.At("out")}, 120 credits"]);
        Files().ShouldBe(["0001.mp4", "0002.mp4", "0003.mp4", "batch.journal", "report.json"]);
        File.ReadAllText(_tool.Folder.At("out/report.json")).ShouldContain("\"outcome\": \"saved\"");
        server.Jobs.Select(job => job.Request.Prompt).Order().ShouldBe(["Line 1", "Line 2", "Line 3"]);
    }

    [Fact]
    public async Task A_batch_on_the_built_in_mock_needs_a_new_folder_each_time()
    {
        (await BatchAsync(2, "--mock")).ShouldBe(ExitCode.Success, _tool.Error);
        (await BatchAsync(2, "--mock")).ShouldBe(ExitCode.Usage);

        _tool.ErrorLines[^1].ShouldContain("ran on a mock that has ended");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task An_empty_folder_name_submits_nothing(string folder)
    {
        await using var server = await ServiceAsync();
        File.WriteAllText(_tool.Folder.At("one.jsonl"), """{"model":"seedance-2.0","prompt":"A river"}""");

        (await _tool.RunAsync("batch", "one.jsonl", "-o", folder)).ShouldBe(ExitCode.Usage);

        _tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--output is empty");
        _tool.Folder.Files.ShouldBe(["one.jsonl"]);
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_journal_that_cannot_be_created_ends_the_batch_before_anything_is_submitted()
    {
        if (!File.Exists("/dev/full"))
            return;

        await using var server = await ServiceAsync();
        File.WriteAllText(_tool.Folder.At("one.jsonl"), """{"model":"seedance-2.0","prompt":"A river"}""");
        Directory.CreateDirectory(_tool.Folder.At("out"));
        File.CreateSymbolicLink(_tool.Folder.At("out/batch.journal.part"), "/dev/full");

        (await _tool.RunAsync("batch", "one.jsonl", "-o", "out")).ShouldBe(ExitCode.FileNotWritten);

        _tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("this run submitted nothing: free some space");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_command_again_submits_nothing_and_costs_nothing()
    {
        await using var server = await ServiceAsync();
        await BatchAsync(3);

        (await BatchAsync(3)).ShouldBe(ExitCode.Success, _tool.Error);

        server.Jobs.Count.ShouldBe(3);
        _tool.OutputLines.ShouldBe([$"3 of 3 saved in {_tool.Folder.At("out")}, 120 credits"]);
    }

    [Fact]
    public async Task Lines_can_be_added_to_a_batch_and_a_lost_file_is_downloaded_again()
    {
        await using var server = await ServiceAsync();
        await BatchAsync(2);
        File.Delete(_tool.Folder.At("out/0002.mp4"));

        (await BatchAsync(3)).ShouldBe(ExitCode.Success, _tool.Error);

        server.Jobs.Count.ShouldBe(3);
        Mp4.ShouldBeWrittenTo(_tool.Folder.At("out/0002.mp4"));
    }

    [Fact]
    public async Task A_failed_job_is_not_paid_for_again()
    {
        await using var server = await ServiceAsync(new SeedanceMockOptions
        {
            LifecycleFor = request =>
                request.Prompt == "Line 2" ? JobLifecycle.Immediately.EndingInFailure("too_blurry", "Nothing could be seen") : null,
        });

        (await BatchAsync(3, "--json")).ShouldBe(ExitCode.JobFailed);
        var result = _tool.Json["results"]![1]!;
        result["outcome"]!.GetValue<string>().ShouldBe("failed");
        result["problem"]!.GetValue<string>().ShouldContain("Nothing could be seen");
        _tool.Json["saved"]!.GetValue<int>().ShouldBe(2);

        (await BatchAsync(3)).ShouldBe(ExitCode.JobFailed);
        server.Jobs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_submission_without_a_response_is_unknown_and_repeated_only_with_retry_unknown()
    {
        await using (var silent = ScriptedService.Responding([null]))
        {
            _tool.With(silent.Address.AbsoluteUri, SeedanceMockOptions.DefaultApiKey);
            (await BatchAsync(1)).ShouldBe(ExitCode.OutcomeUnknown);
            _tool.Error.ShouldContain("--retry-unknown");

            (await BatchAsync(1)).ShouldBe(ExitCode.OutcomeUnknown);
        }

        var journal = _tool.Folder.At("out/batch.journal");
        File.ReadAllText(journal).Split("\"submitting\"").Length.ShouldBe(2);
        await using var server = await SeedanceMockServer.StartAsync();
        await File.WriteAllTextAsync(
            journal, Address().Replace(AsVersion1(await File.ReadAllTextAsync(journal)), server.BaseAddress.AbsoluteUri));
        _tool.With(server.BaseAddress.AbsoluteUri, server.ApiKey);

        (await BatchAsync(1)).ShouldBe(ExitCode.OutcomeUnknown);
        server.Jobs.ShouldBeEmpty();
        (await BatchAsync(1, "--retry-unknown")).ShouldBe(ExitCode.Success, _tool.Error);
        server.Jobs.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(120, 3)]
    [InlineData(1, 1)]
    public async Task The_credit_limit_applies_to_all_runs_together(int ceiling, int accepted)
    {
        await using var server = await ServiceAsync();

        for (var run = 0; run < 3; run++)
            (await BatchAsync(5, "--max-credits", ceiling.ToString(CultureInfo.InvariantCulture))).ShouldBe(ExitCode.Usage);

        server.Jobs.Count.ShouldBe(accepted);
        _tool.ErrorLines[^1].ShouldContain($"{5 - accepted} not submitted");
        (await BatchAsync(5)).ShouldBe(ExitCode.Success, _tool.Error);
        server.Jobs.Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_credit_limit_counts_an_unknown_submission_after_its_line_is_submitted_again()
    {
        await using var server = await ServiceAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        await BatchAsync(1);
        var journal = _tool.Folder.At("out/batch.journal");
        var hash = Hash().Match(await File.ReadAllTextAsync(journal)).Value;
        using (var open = BatchJournal.Open(_tool.Folder.At("out"), server.BaseAddress.AbsoluteUri))
            open.Append(new JournalRecord { Kind = RecordKind.Submitting, Line = 2, Hash = hash });
        await File.WriteAllLinesAsync(_tool.Folder.At("requests.jsonl"), Enumerable.Repeat(Request(1), 3));

        await _tool.Anew().RunAsync(
            "batch", "requests.jsonl", "-o", "out", "--retry-unknown", "--allow-duplicates", "--max-credits", "150");

        server.Jobs.Count.ShouldBe(2);
        _tool.Error.ShouldContain("120 credits are or may be spent");
    }

    [Fact]
    public async Task The_credit_limit_expects_the_price_of_the_most_expensive_line_also_after_a_cheaper_one()
    {
        await using var server = await ServiceAsync(new SeedanceMockOptions
        {
            Lifecycle = JobLifecycle.Immediately,
            Price = request => request.Prompt == "Line 1" ? 80 : 10,
        });

        await BatchAsync(4, "--max-credits", "165", "--max-concurrency", "1");

        server.Ledger.Charges.Select(charge => charge.Credits).ShouldBe([80, 10]);
        _tool.Error.ShouldContain("the most expensive line so far cost 80");
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_ends_with_74_because_its_jobs_are_charged()
    {
        await using var server = await ServiceAsync();
        Directory.CreateDirectory(_tool.Folder.At("out/report.json"));

        (await BatchAsync(1)).ShouldBe(ExitCode.FileNotWritten);

        server.Jobs.Count.ShouldBe(1);
        _tool.ErrorLines[^1].ShouldContain("The journal has all results");
    }

    [Fact]
    public async Task A_rejected_key_ends_the_batch_at_the_first_line_and_a_later_run_submits_all_lines()
    {
        await using var server = await ServiceAsync();
        _tool.With(server.BaseAddress.AbsoluteUri, "sd2_live_revoked");

        (await BatchAsync(20, "--max-concurrency", "1")).ShouldBe(ExitCode.Authentication);

        server.Journal.Entries.Count.ShouldBe(1);
        _tool.With(server.BaseAddress.AbsoluteUri, server.ApiKey);
        (await BatchAsync(20)).ShouldBe(ExitCode.Success, _tool.Error);
        server.Jobs.Count.ShouldBe(20);
    }

    [Fact]
    public async Task An_unreachable_service_ends_the_batch_after_three_lines()
    {
        _tool.With((await ScriptedService.GoneAsync()).AbsoluteUri, SeedanceMockOptions.DefaultApiKey);

        (await BatchAsync(20, "--max-concurrency", "1", "--json")).ShouldBe(ExitCode.Network);

        File.ReadAllText(_tool.Folder.At("out/batch.journal")).Split("\"notSubmitted\"").Length.ShouldBe(4);
        _tool.Json["results"]!.AsArray().ShouldAllBe(line => line!["outcome"]!.GetValue<string>() == "notSubmitted");
    }

    [Fact]
    public async Task One_invalid_line_prevents_the_submission_of_all_lines()
    {
        await using var server = await ServiceAsync();
        string[] lines = [Request(1), "", """{"model":"seedance-1.5-pro","prompt":"x","duration":7}""", "{"];
        await File.WriteAllLinesAsync(_tool.Folder.At("requests.jsonl"), lines);

        (await _tool.RunAsync("batch", "requests.jsonl", "-o", "out")).ShouldBe(ExitCode.Usage);

        _tool.ErrorLines.Length.ShouldBe(2);
        _tool.ErrorLines[0].ShouldStartWith("error: line 3: duration");
        _tool.ErrorLines[1].ShouldStartWith("error: line 4: not JSON");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Repeated_lines_are_named_before_anything_is_submitted_and_can_be_meant()
    {
        await using var server = await ServiceAsync();
        string[] lines = [Request(1), Request(2), """{ "duration": 5, "prompt": "Line 1", "model": "seedance-2.0" }"""];
        await File.WriteAllLinesAsync(_tool.Folder.At("requests.jsonl"), lines);

        (await _tool.RunAsync("batch", "requests.jsonl", "-o", "out")).ShouldBe(ExitCode.Usage);

        _tool.ErrorLines[^2].ShouldBe("error: line 3 is the same request as line 1, and each is charged");
        _tool.ErrorLines[^1].ShouldContain("--allow-duplicates");
        server.Journal.Entries.ShouldBeEmpty();

        (await _tool.Anew().RunAsync("batch", "requests.jsonl", "-o", "out", "--allow-duplicates")).ShouldBe(ExitCode.Success, _tool.Error);
        server.Jobs.Count.ShouldBe(3);

        // What is paid for is no longer a question.
        (await _tool.Anew().RunAsync("batch", "requests.jsonl", "-o", "out")).ShouldBe(ExitCode.Success, _tool.Error);
        server.Jobs.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(" ")]
    [InlineData("a\u001b[2J\r\nb")]
    [InlineData("*100000")]
    public async Task A_job_whose_id_cannot_be_used_marks_its_line_and_the_batch_goes_on(string id)
    {
        id = id == "*100000" ? new string('x', 100_000) : id;
        var requests = new List<string>();
        var body = $$"""{"success":true,"requestId":{{JsonSerializer.Serialize(id)}},"status":"queued","creditsCharged":40}""";
        await using var service = ScriptedService.Recording(requests, ScriptedService.Response(200, body));
        _tool.With(service.Address.AbsoluteUri, SeedanceMockOptions.DefaultApiKey);

        (await BatchAsync(3, "--json")).ShouldBe(ExitCode.JobUnreadable);

        requests.Count(request => request.StartsWith("POST ", StringComparison.Ordinal)).ShouldBe(3);
        var results = _tool.Json["results"]!.AsArray();
        results.Count.ShouldBe(3);
        results.ShouldAllBe(line => id.StartsWith(line!["requestId"]!.GetValue<string>(), StringComparison.Ordinal)
            && line["outcome"]!.GetValue<string>() == "unfinished" && (int)line["creditsCharged"]! == 40);

        // Nothing is submitted again, and nothing is read by such an id.
        (await BatchAsync(3)).ShouldBe(ExitCode.JobUnreadable);
        requests.ShouldAllBe(request => request.StartsWith("POST ", StringComparison.Ordinal));
        _tool.Error.Length.ShouldBeLessThan(2000);
        requests.Count(request => request.StartsWith("POST ", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task No_damage_of_the_journal_submits_a_paid_line_again()
    {
        const int Lines = 12;
        const int Damages = 200;
        await using var server = await ServiceAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        await BatchAsync(Lines);
        var whole = await File.ReadAllBytesAsync(_tool.Folder.At("out/batch.journal"));
        var random = new Random(15);
        for (var i = 0; i < Damages; i++)
        {
            var damaged = JournalDamage.Of(whole, random, out var kind);
            await File.WriteAllBytesAsync(_tool.Folder.At("out/batch.journal"), damaged);

            var code = await BatchAsync(Lines);

            code.ShouldBeOneOf(kind == "a torn last record" ? [ExitCode.Success, ExitCode.Usage] : [ExitCode.Usage], $"{i}: {kind}");
            if (code == ExitCode.Usage)
                _tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("is damaged: ");
            server.Jobs.Count.ShouldBe(Lines, $"{i}: {kind}");
        }
    }

    [Fact]
    public async Task Ctrl_C_ends_the_batch_and_the_next_run_continues_it()
    {
        await using var server = await ServiceAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.AfterPolls(3) });
        _tool.ErrorWriter.When("line 2: req_", _tool.Interrupts.Press);

        (await BatchAsync(5, "--max-concurrency", "1")).ShouldBe(ExitCode.Interrupted);
        server.Jobs.Count.ShouldBe(2);
        _tool.ErrorLines[^1].ShouldContain("Run the same command again");

        using var next = ToolRun.Against(server).In(_tool.Folder);
        (await next.RunAsync("batch", "requests.jsonl", "-o", "out")).ShouldBe(ExitCode.Success, next.Error);
        server.Jobs.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(100, 24)]
    [InlineData(40, 10)]
    [InlineData(1, 1)]
    public async Task A_terminal_of_any_size_shows_a_live_table(int width, int height)
    {
        await using var server = await ServiceAsync();
        _tool.Terminal = new(IsLive: true, CanAsk: true, Colors: false, width, height);

        (await BatchAsync(6)).ShouldBe(ExitCode.Success, _tool.Error);

        _tool.Error.ShouldContain('\e');
        if (width >= 60)
            _tool.Error.ShouldContain("of 6 saved");
    }

    private async Task<SeedanceMockServer> ServiceAsync(SeedanceMockOptions? options = null)
    {
        var server = await SeedanceMockServer.StartAsync(options);
        _tool.With(server.BaseAddress.AbsoluteUri, server.ApiKey);
        return server;
    }

    private async Task<ExitCode> BatchAsync(int lines, params string[] more)
    {
        await File.WriteAllLinesAsync(_tool.Folder.At("requests.jsonl"), Enumerable.Range(1, lines).Select(Request));
        return await _tool.Anew().RunAsync(["batch", "requests.jsonl", "-o", "out", .. more]);
    }

    private static string Request(int line) => $$"""{"model":"seedance-2.0","prompt":"Line {{line}}","duration":5}""";

    private IEnumerable<string> Files() =>
        Directory.GetFiles(_tool.Folder.At("out")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>The journal as version 1 of the tool wrote it: without head, numbers and checksums.</summary>
    private static string AsVersion1(string journal) => NewParts().Replace(journal, string.Empty);

    [GeneratedRegex("^.*\\n(?=\\{\"record\":\"batch\")|(?<=\"),\"n\":[0-9]+|,\"sum\":\"[0-9a-f]{16}\"")]
    private static partial Regex NewParts();

    [GeneratedRegex("(?<=\"hash\":\")[0-9a-f]+")]
    private static partial Regex Hash();

    [GeneratedRegex("http://127[^\"]*")]
    private static partial Regex Address();
}

/// <summary>What a disk, an editor or a copy does to a journal.</summary>
internal static class JournalDamage
{
    /// <summary>A damaged copy; the kind says how.</summary>
    public static byte[] Of(byte[] whole, Random random, out string kind)
    {
        var lines = SplitLines(whole);
        var (one, other) = (random.Next(1, lines.Count - 1), lines.Count - 1);
        switch (random.Next(6))
        {
            case 0:
                kind = "a changed bit";
                var changed = whole.ToArray();
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                return changed;
            case 1:
                kind = "a cut in the middle";
                return whole[..random.Next(whole.Length - lines[^1].Length)];
            case 2:
                kind = "a torn last record";
                return whole[..^random.Next(1, lines[^1].Length)];
            case 3:
                kind = "a removed record";
                lines.RemoveAt(random.Next(1, lines.Count));
                return [.. lines.SelectMany(line => line)];
            case 4:
                kind = "a repeated or moved record";
                (lines[one], lines[other]) = random.Next(2) == 0 ? (lines[other], lines[one]) : (lines[one], lines[one]);
                return [.. lines.SelectMany(line => line)];
            default:
                kind = "zeros at the end";
                return [.. whole, .. new byte[random.Next(1, 5000)]];
        }
    }

    private static List<byte[]> SplitLines(byte[] bytes)
    {
        var lines = new List<byte[]>();
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.IndexOf((byte)'\n') + 1;
            lines.Add(rest[..length].ToArray());
            rest = rest[length..];
        }

        return lines;
    }
}
