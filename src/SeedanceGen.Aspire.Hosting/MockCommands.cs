using System.Globalization;
using System.Net.Http.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>The commands that the dashboard has for the mock.</summary>
internal static class MockCommands
{
    public static IResourceBuilder<SeedanceMockResource> WithMockCommands(
        this IResourceBuilder<SeedanceMockResource> builder, MockProcess mock) => builder
        .WithCommand("advance", "Put the clock forward", call => AdvanceAsync(mock, call), new CommandOptions
        {
            Description = "Puts the clock of the mock forward, so that jobs that take time move on.",
            IconName = "FastForward",
            IsHighlighted = true,
            UpdateState = WhenHealthy,
            Arguments =
            [
                new InteractionInput
                {
                    Name = "seconds",
                    Label = "Seconds",
                    InputType = InputType.Number,
                    Required = true,
                    Value = "60",
                },
            ],
        })
        .WithCommand("fail-job", "Fail a job", call => FailAsync(mock, call), new CommandOptions
        {
            Description = "Ends a job as failed, as the service does when it cannot make a video.",
            IconName = "ErrorCircle",
            UpdateState = WhenHealthy,
            Arguments =
            [
                new InteractionInput
                {
                    Name = "job",
                    Label = "Job",
                    Description = "The id of the job; the newest one that has not ended when empty.",
                    InputType = InputType.Text,
                },
                new InteractionInput { Name = "code", Label = "Error code", InputType = InputType.Text, Required = true, Value = "failed" },
                new InteractionInput
                {
                    Name = "message",
                    Label = "Message",
                    InputType = InputType.Text,
                    Required = true,
                    Value = "Failed in the dashboard",
                },
            ],
        })
        .WithCommand("reset", "Reset", call => SendAsync(mock, "reset", body: null, call.CancellationToken), new CommandOptions
        {
            Description = "Forgets all jobs, requests, charges and faults.",
            ConfirmationMessage = "Forget all jobs, requests, charges and faults of the mock?",
            IconName = "ArrowReset",
            UpdateState = WhenHealthy,
        });

    private static Task<ExecuteCommandResult> AdvanceAsync(MockProcess mock, ExecuteCommandContext call)
    {
        var text = call.Arguments.GetString("seconds");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            ? SendAsync(mock, "advance", JsonContent.Create(new { seconds }), call.CancellationToken)
            : Task.FromResult(CommandResults.Failure($"'{text}' is no number of seconds: give one such as 60."));
    }

    private static Task<ExecuteCommandResult> FailAsync(MockProcess mock, ExecuteCommandContext call)
    {
        var id = call.Arguments.GetString("job");
        if (string.IsNullOrWhiteSpace(id))
            id = mock.Host.Server.Jobs.LastOrDefault(job => !job.Status.IsTerminal)?.RequestId;
        if (id is null)
            return Task.FromResult(CommandResults.Failure("The mock has no job that has not ended: submit one first."));

        var error = new { code = call.Arguments.GetString("code"), message = call.Arguments.GetString("message") };
        return SendAsync(mock, $"jobs/{Uri.EscapeDataString(id)}/fail", JsonContent.Create(error), call.CancellationToken);
    }

    private static async Task<ExecuteCommandResult> SendAsync(
        MockProcess mock, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        var (success, text) = await mock.ControlAsync(path, body, cancellationToken).ConfigureAwait(false);
        return success
            ? CommandResults.Success("Done", new CommandResultData { Value = text, Format = CommandResultFormat.Json })
            : CommandResults.Failure(text);
    }

    private static ResourceCommandState WhenHealthy(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.HealthStatus is HealthStatus.Healthy ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
}
