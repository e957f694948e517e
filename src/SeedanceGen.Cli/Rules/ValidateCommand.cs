using System.CommandLine;
using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Rules;

/// <summary><c>seedance validate</c>: checks a file of requests against the built-in rules, offline.</summary>
internal sealed class ValidateCommand : ToolCommand<ValidationReport>
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "One request as a JSON object, or one object per line; - reads standard input",
    };

    public ValidateCommand(CommandRunner runner)
        : base(runner, "validate", "Checks a file of requests against the rules, offline.") => Add(_file);

    public override IReadOnlyList<string> Examples { get; } = ["seedance validate request.json", "seedance validate requests.jsonl --json"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, ValidationReport report)
    {
        var requests = await RequestFile.ReadAnyAsync(parsed.GetRequiredValue(_file), context);
        report.Requests =
        [
            .. requests.Select(request => new ValidatedRequest
            {
                Line = request.Number,
                Problems = request.Problems,
                Warnings = request.Warnings,
            }),
        ];
        report.Valid = requests.All(request => request.Problems.Count == 0);

        RequestLine.WriteWarnings(requests, context.Output);

        if (!report.Valid)
            throw RequestLine.ProblemsOf(requests);
        context.Output.Result($"{Format.Count(requests.Count, "request")}, all valid");
    }
}

/// <summary>The result of a validation.</summary>
internal sealed class ValidationReport : Report
{
    [Description("Whether every request can be submitted")]
    public bool Valid { get; set; }

    [Description("The requests in the order of the file")]
    public IReadOnlyList<ValidatedRequest> Requests { get; set; } = [];

    internal override JsonTypeInfo JsonType => RulesJson.Readable.ValidationReport;
}

/// <summary>The result for one request.</summary>
internal sealed class ValidatedRequest
{
    [Description("The line of the request in the file, from 1")]
    public required int Line { get; init; }

    [Description("The rules that the request breaks; empty when it can be submitted")]
    public required IReadOnlyList<string> Problems { get; init; }

    [Description("What the API description does not know, or calls deprecated; it is sent unchanged")]
    public required IReadOnlyList<string> Warnings { get; init; }
}
