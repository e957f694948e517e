using System.Net;
using SeedanceGen.Errors;
using SeedanceGen.Http;

namespace SeedanceGen.Tests.Faults;

/// <summary>The table of the guide src/docs/money.md is what the code does.</summary>
public sealed class RetryRuleTests
{
    private static readonly (string Failure, CallFailure Value)[] Rows =
    [
        ("nothing was sent (not found, refused, no TLS, no tunnel of a proxy, `ConnectTimeout`)", new(FailureKind.NotConnected)),
        ("the connection or the response broke off", new(FailureKind.Broken)),
        ("no whole response within `AttemptTimeout`", new(FailureKind.TimedOut)),
        ("408", new(FailureKind.Status, HttpStatusCode.RequestTimeout)),
        ("429 with `Retry-After`", new(FailureKind.Status, HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1))),
        ("429 without", new(FailureKind.Status, HttpStatusCode.TooManyRequests)),
        ("503 with `Retry-After`", new(FailureKind.Status, HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1))),
        ("503 without", new(FailureKind.Status, HttpStatusCode.ServiceUnavailable)),
        ("500, 502, 504, any other 5xx", new(FailureKind.Status, HttpStatusCode.BadGateway, TimeSpan.FromSeconds(1))),
        ("any other 4xx", new(FailureKind.Status, HttpStatusCode.Forbidden, TimeSpan.FromSeconds(1))),
        ("a redirect", new(FailureKind.Status, HttpStatusCode.Found)),
        ("2xx with the error envelope", new(FailureKind.Envelope, HttpStatusCode.OK)),
        ("2xx with anything else that is not described", new(FailureKind.Unusable, HttpStatusCode.OK)),
    ];

    [Fact]
    public void The_guide_shows_the_rule_as_the_code_has_it()
    {
        var table = string.Concat(Rows.Select(row =>
            $"| {row.Failure} | {Text(RetryRule.MayRepeat(chargesCredits: false, hasKey: false, row.Value))} "
            + $"| {Text(RetryRule.MayRepeat(chargesCredits: true, hasKey: false, row.Value))} "
            + $"| {Text(RetryRule.MayRepeat(chargesCredits: true, hasKey: true, row.Value))} |\n"));

        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "money.md")).ShouldContain(table);
    }

    [Fact]
    public void A_call_that_may_be_paid_for_is_repeated_only_when_it_certainly_was_not_accepted()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            foreach (var status in Enumerable.Range(100, 500))
            {
                foreach (var pause in new TimeSpan?[] { null, TimeSpan.Zero, TimeSpan.FromHours(1) })
                {
                    var isCertain = kind == FailureKind.NotConnected
                        || (kind == FailureKind.Status && status is 429 or 503 && kind == FailureKind.Status && pause is not null);

                    RetryRule.MayRepeat(chargesCredits: true, hasKey: false, new CallFailure(kind, (HttpStatusCode)status, pause))
                        .ShouldBe(isCertain, $"{kind} {status} {pause}");
                }
            }
        }
    }

    [Fact]
    public void A_call_with_a_key_is_repeated_after_every_status_that_is_no_refusal()
    {
        foreach (var status in Enumerable.Range(100, 500))
        {
            var isRefusal = status is >= 400 and < 500 and not (408 or 429);

            RetryRule.MayRepeat(chargesCredits: true, hasKey: true, new CallFailure(FailureKind.Status, (HttpStatusCode)status))
                .ShouldBe(!isRefusal, $"{status}");
        }
    }

    [Fact]
    public void The_submission_is_the_one_operation_that_is_charged() =>
        SeedanceOperations.All.Where(operation => operation.ChargesCredits).ShouldBe([SeedanceOperations.SubmitVideoGeneration]);

    private static string Text(bool mayRepeat) => mayRepeat ? "again" : "no";
}
