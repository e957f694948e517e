using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Description;

/// <summary>A header that the description marks as an idempotency key.</summary>
public sealed class IdempotencyTests
{
    private const string Other = """{"model":"seedance-2.0","prompt":"A lake","duration":5}""";
    private static readonly (string, string) Key = ("Idempotency-Key", "one");

    [Fact]
    public async Task The_same_key_and_body_is_the_same_job_charged_once()
    {
        await using var api = OtherDescription.Play(root => Mark(root, isKey: true));

        var first = await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, Key);
        var spaced = OtherDescription.Submission.Replace(",", ", ", StringComparison.Ordinal);
        var again = await api.PostAsync(OtherDescription.Submissions, spaced, Key);
        var other = await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, ("Idempotency-Key", "two"));

        again.Text.ShouldBe(first.Text);
        other.Text.ShouldNotBe(first.Text);
        api.Mock.Jobs.Count.ShouldBe(2);
        api.Mock.Ledger.ShouldHaveCharged(80);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await using var api = OtherDescription.Play(root => Mark(root, isKey: true), new() { Strict = false });
        await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, Key);

        var other = await api.PostAsync(OtherDescription.Submissions, Other, Key);

        other.Status.ShouldBe(409);
        other.Text.ShouldContain(MockErrorCodes.IdempotencyConflict);
        api.Mock.Ledger.ShouldHaveChargedOnce();
        api.Mock.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.RequestViolation);
    }

    [Fact]
    public async Task A_repetition_with_the_key_is_no_double_charge_and_one_with_another_key_is()
    {
        await using var api = OtherDescription.Play(root => Mark(root, isKey: true), new() { Strict = false });
        api.Given("submitVideoGeneration").Respond(MockFault.Status(500).AfterProcessing()).Next(2);

        (await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, Key)).Status.ShouldBe(500);
        (await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, Key)).Status.ShouldBe(500);
        (await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, Key)).Status.ShouldBe(200);
        api.Mock.Violations.ShouldBeEmpty();
        api.Mock.Ledger.ShouldHaveChargedOnce(40);

        api.Given("submitVideoGeneration").Respond(MockFault.Status(500).AfterProcessing()).Next();
        await api.PostAsync(OtherDescription.Submissions, Other, ("Idempotency-Key", "two"));
        await api.PostAsync(OtherDescription.Submissions, Other, ("Idempotency-Key", "three"));
        api.Mock.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.DoubleCharge);
    }

    [Fact]
    public async Task Without_the_mark_a_header_is_a_header()
    {
        await using var api = OtherDescription.Play(root => Mark(root, isKey: false), new() { Strict = false });

        await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, Key);
        await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, Key);
        var longKey = ("Idempotency-Key", new string('x', 65));
        var tooLong = await api.PostAsync(OtherDescription.Submissions, OtherDescription.Submission, longKey);

        tooLong.Status.ShouldBe(400);
        api.Mock.Jobs.Count.ShouldBe(2);
    }

    private static void Mark(JsonObject root, bool isKey)
    {
        var header = JsonNode.Parse("""
            { "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 64 } }
            """)!.AsObject();
        if (isKey)
            header["x-idempotency-key"] = true;
        root["paths"]![OtherDescription.Submissions]!["post"]!["parameters"] = new JsonArray(header);
    }
}
