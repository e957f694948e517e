using System.Text.Json.Nodes;

namespace SeedanceGen.AI.Operations;

/// <summary>Why an operation does not do what it was asked: a kind for programs, and words that an agent can act on.</summary>
/// <param name="kind">The kind in one word.</param>
/// <param name="message">What is wrong and what to do next.</param>
internal sealed class AgentException(string kind, string message) : Exception(message)
{
    private const string NeverAgain = " Do not submit it again: it may be charged already.";

    public string Kind { get; } = kind;

    /// <summary>What an exception means to an agent. Its message names what to do next, and has no secret: the client masks them.</summary>
    public static JsonObject Describe(Exception exception)
    {
        var (kind, message) = exception switch
        {
            AgentException own => (own.Kind, own.Message),
            SeedanceValidationException invalid =>
                ("invalidRequest", string.Join(' ', invalid.Violations.Select(broken => broken.Message))),
            CreditLimitExceededException => ("creditLimit", exception.Message),
            SubmissionOutcomeUnknownException => ("outcomeUnknown", exception.Message + NeverAgain),
            SeedanceConfigurationException => ("configuration", exception.Message),
            SeedanceAuthenticationException => ("authentication", exception.Message),
            SeedanceRateLimitException => ("rateLimited", exception.Message),
            SeedanceApiException => ("rejected", exception.Message),
            SeedanceConnectionException => ("network", exception.Message),
            GenerationCancelledException => ("cancelled", exception.Message),
            GenerationUnreadableException => ("unreadable", exception.Message),
            VideoUnavailableException => ("noVideo", exception.Message),
            GenerationException => ("jobFailed", exception.Message),
            IOException or UnauthorizedAccessException => ("file", exception.Message),
            _ => ("unexpected", $"An unexpected error occurred ({exception.GetType().Name})."),
        };
        return new JsonObject { ["kind"] = kind, ["message"] = message };
    }
}
