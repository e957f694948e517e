using System.Globalization;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>The checks that need no job.</summary>
internal sealed class ReadOnlyChecks(ConformanceRun run)
{
    /// <summary>A key of the documented form that no server knows.</summary>
    private const string WrongKey = "sd2_live_conformance_check_wrong_key";

    private const string UnknownId = "conformance-check-unknown-id";

    private static readonly JobDescription Jobs = ApiDescription.Current.Jobs;
    private static readonly OperationDescription[] OfUnknownJobs = [Jobs.Get, Jobs.Cancel];
    private static readonly OperationDescription[] Harmless = Jobs.ListModels is { } list ? [list, .. OfUnknownJobs] : OfUnknownJobs;

    public async Task RunAsync(CancellationToken token)
    {
        if (Jobs.ListModels is { } list)
            await ModelsAsync(list, token).ConfigureAwait(false);
        await KeysAsync(token).ConfigureAwait(false);
        foreach (var operation in OfUnknownJobs)
        {
            var response = await run.Client.CallAsync(operation, token, UnknownId).ConfigureAwait(false);
            var observed = $"{response.Status} with the error envelope";
            run.Check($"an unknown job, {operation.Id}", DocumentedFact.Error, response.ProblemAsError(), observed);
        }
    }

    private async Task ModelsAsync(OperationDescription list, CancellationToken token)
    {
        var response = await run.Client.CallAsync(list, token).ConfigureAwait(false);
        var count = (response.Json?[Jobs.Models?.Models ?? ""] as JsonArray)?.Count ?? 0;
        var observed = $"{count.ToString(CultureInfo.InvariantCulture)} models";
        run.Check("the list of models", DocumentedFact.Of(response.Operation), response.ProblemAsSuccess(), observed);
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
                run.Skip(name, DocumentedFact.Error, $"{nameof(ConformanceOptions.ChecksAuthentication)} is false");
        }

        if (run.Options.ChecksAuthentication && run.Client.CanOmitKey)
        {
            await UnauthorizedAsync(Missing, Harmless[0], apiKey: null, token).ConfigureAwait(false);
        }
        else if (!run.Options.ChecksAuthentication)
        {
            run.Skip(Missing, DocumentedFact.Error, $"{nameof(ConformanceOptions.ChecksAuthentication)} is false");
        }
        else
        {
            const string KeyOption = $"{nameof(ConformanceOptions)}.{nameof(ConformanceOptions.ApiKey)}";
            run.Skip(Missing, DocumentedFact.Error, $"the client sends its own key; leave it out and set {KeyOption}");
        }
    }

    private async Task UnauthorizedAsync(string name, OperationDescription operation, string? apiKey, CancellationToken token)
    {
        var documented = ApiDescription.Current.Examples.UnauthorizedCode;
        var response = await run.Client.CallWithKeyAsync(operation, apiKey, UnknownId, token).ConfigureAwait(false);
        var wrong = response.ProblemAsError();
        if (wrong is null
            && response.Json![JobDescription.ErrorName]![JobDescription.CodeName]!.GetValue<string>() is var code
            && code != documented)
            wrong = $"{response.Status}; /error/code: expected \"{documented}\", actual \"{code}\"";
        run.Check(name, DocumentedFact.Error, wrong, $"{response.Status}, {documented}");
    }
}
