using System.Globalization;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>What can be seen without a job.</summary>
internal sealed class ReadOnlyChecks(ContractRun run)
{
    /// <summary>Has the documented form and opens nothing.</summary>
    private const string WrongKey = "sd2_live_conformance_check_wrong_key";
    private const string UnknownId = "conformance-check-unknown-id";

    private static readonly OperationDescription[] Harmless =
        [OperationTable.ListModels, OperationTable.GetVideoGeneration, OperationTable.CancelVideoGeneration];

    public async Task RunAsync(CancellationToken token)
    {
        await ModelsAsync(token).ConfigureAwait(false);
        await KeysAsync(token).ConfigureAwait(false);
        foreach (var operation in Harmless.Skip(1))
        {
            var answer = await run.Caller.AskAsync(operation, token, UnknownId).ConfigureAwait(false);
            run.Check($"an unknown job, {operation.Id}", DocumentedFact.Error, answer.WrongAsError(), $"{answer.Status} with the error envelope");
        }
    }

    private async Task ModelsAsync(CancellationToken token)
    {
        var answer = await run.Caller.AskAsync(OperationTable.ListModels, token).ConfigureAwait(false);
        var count = (answer.Json?["data"] as JsonArray)?.Count ?? 0;
        run.Check("the list of models", DocumentedFact.Of(answer.Operation), answer.WrongAsSuccess(), $"{count.ToString(CultureInfo.InvariantCulture)} models");
    }

    private async Task KeysAsync(CancellationToken token)
    {
        const string Missing = "a missing key";
        foreach (var operation in Harmless)
        {
            var name = $"a wrong key, {operation.Id}";
            if (run.Options.ChecksAuthentication)
                await UnauthorizedAsync(name, operation, WrongKey, token).ConfigureAwait(false);
            else
                run.Skip(name, DocumentedFact.Error, $"{nameof(SeedanceContractOptions.ChecksAuthentication)} is false");
        }

        if (run.Options.ChecksAuthentication && run.Caller.CanOmitKey)
            await UnauthorizedAsync(Missing, OperationTable.ListModels, apiKey: null, token).ConfigureAwait(false);
        else
            run.Skip(Missing, DocumentedFact.Error, $"the client sends its own key; leave it out and set {nameof(SeedanceContractOptions)}.{nameof(SeedanceContractOptions.ApiKey)}");
    }

    private async Task UnauthorizedAsync(string name, OperationDescription operation, string? apiKey, CancellationToken token)
    {
        var documented = DocumentedExamples.Unauthorized.Error.Code;
        var answer = await run.Caller.AskWithKeyAsync(operation, apiKey, UnknownId, token).ConfigureAwait(false);
        var wrong = answer.WrongAsError();
        if (wrong is null && answer.Json!["error"]!["code"]!.GetValue<string>() is var code && code != documented)
            wrong = $"{answer.Status}; /error/code: expected \"{documented}\", actual \"{code}\"";
        run.Check(name, DocumentedFact.Error, wrong, $"{answer.Status}, {documented}");
    }
}
