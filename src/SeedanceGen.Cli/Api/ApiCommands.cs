using System.CommandLine;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Api;

/// <summary><c>seedance api</c>: a command for each operation of the API description.</summary>
internal sealed class ApiCommand : Command, ICommandWithExamples
{
    public ApiCommand(CommandRunner runner)
        : base("api", "Calls an operation of the API and prints its response.")
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in runner.Description.Api.Operations)
        {
            var name = string.Join('-', operation.Id.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
            if (taken.Add(name))
                Subcommands.Add(new OperationCommand(runner, operation, name));
        }

        Examples = [.. Subcommands.OfType<OperationCommand>().Select(command => command.Examples[0]).Take(2)];
    }

    public IReadOnlyList<string> Examples { get; }

    public Func<Report>? CreateReport => () => new ApiReport();
}

/// <summary><c>seedance api OPERATION</c>: its parameters as options, its body, and its response.</summary>
internal sealed class OperationCommand : Command, ICommandWithExamples
{
    private readonly OperationDescription _operation;
    private readonly OperationInput _input;
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write the response to a file" };
    private readonly Option<bool> _force = SharedOptions.Force();
    private readonly Option<bool> _mock = SharedOptions.Mock();

    public OperationCommand(CommandRunner runner, OperationDescription operation, string name)
        : base(name, HelpOf(operation))
    {
        _operation = operation;
        _input = new OperationInput(runner.Description.Api, operation);
        foreach (var option in _input.Options.Append(_output).Append(_force).Append(_mock))
            Options.Add(option);
        var pipe = _input.ReadsBody ? "cat body.json | " : string.Empty;
        var file = operation.SuccessBody is { IsFile: true } ? " -o response.bin" : string.Empty;
        Examples = [$"{pipe}seedance api {name}{_input.Example}{file} --mock"];
        SetAction((parsed, _) =>
        {
            var report = new ApiReport { Operation = operation.Id };
            return runner.RunAsync(parsed, report, context => RunAsync(parsed, context, report));
        });
    }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>Every check that costs nothing comes before the call.</summary>
    private async Task RunAsync(ParseResult parsed, CommandContext context, ApiReport report)
    {
        var file = parsed.GetValue(_output);
        if (_operation.SuccessBody is { IsFile: true } body && file is null)
            throw new UsageException($"The response of {_operation.Id} is a file ({body.Name}): name it by --output.");

        var isMock = parsed.GetValue(_mock);
        var replacement = OutputFile.ReplacementOf(parsed.GetValue(_force), isMock);
        var target = file is null ? null : OutputFile.Prepare(file, context.Host.Folder, replacement);
        using var call = await _input.ReadAsync(parsed, context);
        if (_operation.IsDeprecated)
            context.Output.Warn($"the operation {_operation.Id} is deprecated.");
        await using var session = await ServiceSession.OpenAsync(context, isMock);
        if (_operation.ChargesCredits)
            context.Output.Note($"The service charges credits for {_operation.Id} when it accepts the call.");
        await OperationCall.SendAsync(context, session, call, target, report);
    }

    private static string HelpOf(OperationDescription operation)
    {
        var summary = ApiDescription.Text(operation.Node, "summary") is { } text
            ? PlainText.Of(text).TrimEnd('.')
            : PlainText.SummaryOf(PlainText.Of(operation.Description));
        if (summary.Length == 0)
            summary = operation.ToString();
        var deprecated = operation.IsDeprecated ? " (deprecated)" : string.Empty;
        var charges = operation.ChargesCredits ? " (charges credits)" : string.Empty;
        return $"{summary}{deprecated}{charges}.";
    }
}
