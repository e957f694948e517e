using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Verification;

public sealed class StandardWebhooksVerifierTests
{
    /// <summary>The vector of the specification's own libraries.</summary>
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Payload = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private const string OtherSignature = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    [Theory]
    [InlineData(Secret)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public async Task The_published_vector_is_accepted(string secret) =>
        (await VerdictAsync(Headers(), secrets: [secret])).ShouldBe(WebhookVerificationResult.Accepted);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_good_signature_is_found_in_every_position_of_the_list(int position)
    {
        List<string> list = [OtherSignature, "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==",
            "v2,g0hM", "v1,", "x"];
        list.Insert(position, Signature);

        (await VerdictAsync(Headers(signature: string.Join(' ', list)))).IsAccepted.ShouldBeTrue();

        list.RemoveAt(position);
        (await VerdictAsync(Headers(signature: string.Join(' ', list)))).IsAccepted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_good_signature_is_found_in_every_header_line()
    {
        var headers = Headers();
        headers["webhook-signature"] = new StringValues([OtherSignature, Signature]);

        (await VerdictAsync(headers)).IsAccepted.ShouldBeTrue();
    }

    /// <summary>The forms of one list of two signatures, in which <c>*</c> stands for the one and <c>|</c> ends a header line.</summary>
    [Theory]
    [InlineData("v1,* v1,-")]
    [InlineData("v1,*, v1,-")]
    [InlineData("v1,*,v1,-")]
    [InlineData("v1,* , v1,-")]
    [InlineData("v1, *, v1, -")]
    [InlineData("v1,*\tv1,-")]
    [InlineData("v1,*|v1,-")]
    [InlineData("v1,*|v1,-|v1a,-|")]
    [InlineData("v1|*|v1|-")]
    [InlineData("v1|* v1|-")]
    [InlineData("v1| *|v1| -")]
    [InlineData("v1a,-, v2,-, v1,-, v1,*")]
    public async Task A_list_that_an_intermediary_joined_or_split_is_read_in_each_form(string form)
    {
        var other = OtherSignature["v1,".Length..];
        var good = Signature["v1,".Length..];

        foreach (var (first, second) in ((string, string)[])[(good, other), (other, good)])
        {
            var list = form.Replace("*", first, StringComparison.Ordinal).Replace("-", second, StringComparison.Ordinal);
            (await VerdictAsync(list)).IsAccepted.ShouldBeTrue(list);
        }

        (await VerdictAsync(form.Replace("*", other, StringComparison.Ordinal).Replace("-", other, StringComparison.Ordinal)))
            .IsAccepted.ShouldBeFalse();

        Task<WebhookVerificationResult> VerdictAsync(string list)
        {
            var headers = Headers();
            headers["webhook-signature"] = new StringValues(list.Split('|'));
            return StandardWebhooksVerifierTests.VerdictAsync(headers);
        }
    }

    [Theory]
    [InlineData("*")]
    [InlineData("v2,*")]
    [InlineData("v1a,*")]
    [InlineData("V1,*")]
    [InlineData("v2|*")]
    [InlineData("v1,-,*")]
    [InlineData("v1,x*")]
    public async Task A_good_signature_counts_only_under_its_version(string form)
    {
        var headers = Headers();
        var list = form.Replace("*", Signature["v1,".Length..], StringComparison.Ordinal)
            .Replace("-", OtherSignature["v1,".Length..], StringComparison.Ordinal);
        headers["webhook-signature"] = new StringValues(list.Split('|'));

        (await VerdictAsync(headers)).IsAccepted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Secret, OtherSecret)]
    [InlineData(OtherSecret, Secret)]
    public async Task Any_of_several_secrets_is_enough(string first, string second) =>
        (await VerdictAsync(Headers(), secrets: [first, second])).IsAccepted.ShouldBeTrue();

    [Fact]
    public async Task A_signature_with_another_secret_is_rejected() =>
        (await VerdictAsync(Headers(), secrets: [OtherSecret])).IsAccepted.ShouldBeFalse();

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task The_timestamp_may_be_five_minutes_from_now_either_way(int seconds, bool accepted) =>
        (await VerdictAsync(Headers(), now: Timestamp + seconds)).IsAccepted.ShouldBe(accepted);

    [Fact]
    public async Task A_timestamp_beyond_32_bits_is_read_as_it_is()
    {
        const long Later = 4_294_967_296 + Timestamp;
        var headers = Headers(timestamp: "5909232626", signature: StandardWebhooksSigner.Sign(Secret, Id, Later, Payload));

        (await VerdictAsync(headers, now: Later)).IsAccepted.ShouldBeTrue();
        (await VerdictAsync(headers, now: Timestamp)).IsAccepted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1614265330.0")]
    [InlineData("-1614265330")]
    [InlineData("+1614265330")]
    [InlineData(" 1614265330")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("now")]
    public async Task A_malformed_timestamp_is_rejected(string timestamp) =>
        (await VerdictAsync(Headers(timestamp: timestamp))).IsAccepted.ShouldBeFalse();

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public async Task A_missing_or_doubled_header_is_rejected(string name)
    {
        var headers = Headers();
        var value = headers[name].ToString();
        headers.Remove(name);
        (await VerdictAsync(headers)).IsAccepted.ShouldBeFalse();

        headers[name] = name == "webhook-signature" ? "" : new StringValues([value, value]);
        (await VerdictAsync(headers)).IsAccepted.ShouldBeFalse();
    }

    [Fact]
    public async Task An_id_with_a_full_stop_is_rejected_even_when_it_is_signed()
    {
        var headers = Headers(id: "msg.1", signature: StandardWebhooksSigner.Sign(Secret, "msg.1", Timestamp, Payload));

        (await VerdictAsync(headers)).IsAccepted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"test": 2432232315}""")]
    [InlineData("""{"test":2432232314}""")]
    [InlineData("")]
    public async Task Another_body_is_rejected(string body) =>
        (await VerdictAsync(Headers(), body: body)).IsAccepted.ShouldBeFalse();

    [Fact]
    public async Task Another_id_is_rejected() =>
        (await VerdictAsync(Headers(id: "msg_p5jXN8AQM9LWM0D4loKWxJel"))).IsAccepted.ShouldBeFalse();

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_not-base64")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=")]
    public void A_malformed_or_short_secret_is_refused_and_not_repeated(string secret)
    {
        var error = Should.Throw<ArgumentException>(() => new StandardWebhooksVerifier([secret]));

        if (secret.Length > "whsec_".Length)
            error.ToString().ShouldNotContain(secret["whsec_".Length..]);
    }

    [Fact]
    public void No_secret_at_all_is_refused() => Should.Throw<ArgumentException>(() => new StandardWebhooksVerifier([]));

    private static HeaderDictionary Headers(string id = Id, string timestamp = "1614265330", string signature = Signature) => new()
    {
        ["webhook-id"] = id,
        ["webhook-timestamp"] = timestamp,
        ["webhook-signature"] = signature,
    };

    private static async Task<WebhookVerificationResult> VerdictAsync(
        HeaderDictionary headers, string body = Payload, long now = Timestamp, params string[] secrets)
    {
        var verifier = new StandardWebhooksVerifier(
            secrets is [] ? [Secret] : secrets, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now)));
        return await verifier.VerifyAsync(headers, Encoding.UTF8.GetBytes(body), CancellationToken.None);
    }
}
