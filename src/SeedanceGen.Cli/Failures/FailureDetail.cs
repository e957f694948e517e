using System.Text;

namespace SeedanceGen.Cli.Failures;

/// <summary>The long story of a problem, for <c>--verbose</c>.</summary>
internal static class FailureDetail
{
    public static string Of(Exception exception)
    {
        var story = new StringBuilder();
        if (AnswerOf(exception) is { } answer)
        {
            story.Append("The service's answer: ").Append((int)answer.StatusCode).Append(' ').Append(answer.StatusCode).AppendLine();
            foreach (var (name, value) in answer.Headers)
                story.Append(name).Append(": ").AppendLine(value);
            story.AppendLine(answer.RawBody);
        }

        return story.Append(exception).ToString();
    }

    private static ApiErrorResponse? AnswerOf(Exception exception) => exception switch
    {
        SeedanceApiException refused => refused.Response,
        SubmissionOutcomeUnknownException unknown => unknown.Response,
        _ => null,
    };
}
