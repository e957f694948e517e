using System.CommandLine;
using System.Globalization;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Requests;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance validate</c>: a file of requests against the built-in rules, offline.</summary>
internal sealed class ValidateCommand : ToolCommand<ValidationReport>
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A request as a JSON object, or one object a line; - reads standard input",
    };

    public ValidateCommand(CommandFrame frame)
        : base(frame, "validate", "Checks a file of requests against the rules, offline.") => Add(_file);

    public override IReadOnlyList<string> Examples { get; } = ["seedance validate request.json", "seedance validate requests.jsonl --json"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, ValidationReport report)
    {
        var path = parsed.GetRequiredValue(_file);
        var requests = await RequestFile.ReadAnyAsync(path, context.Host);
        report.Requests = [.. requests.Select(request => new ValidatedRequest { Line = request.Number, Problems = request.Problems, Warnings = request.Doubts })];
        report.Valid = requests.All(request => request.Problems.Count == 0);

        foreach (var request in requests)
        {
            foreach (var doubt in request.Doubts)
                context.Output.Note($"warning: line {request.Number}: {doubt}");
        }

        if (!report.Valid)
            throw RequestProblems.Of(requests);
        context.Output.Result(string.Create(CultureInfo.InvariantCulture, $"{requests.Count} {(requests.Count == 1 ? "request" : "requests")}, all can be submitted"));
    }
}
