using System.Net;
using System.Text.Json.Nodes;

namespace SeedanceGen.TestKit.Mock;

/// <summary>A response of the mock, as a test reads it.</summary>
public sealed record WireResponse(HttpStatusCode StatusCode, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string Text(string property) => Json[property]!.GetValue<string>();

    public string ErrorCode => Json["error"]!["code"]!.GetValue<string>();

    public string ErrorMessage => Json["error"]!["message"]!.GetValue<string>();

    public Uri OutputUrl => new(Json["output"]!["url"]!.GetValue<string>());

    /// <summary>Fails unless this is an error in the documented envelope.</summary>
    public void ShouldBeError(HttpStatusCode statusCode, string code)
    {
        StatusCode.ShouldBe(statusCode, Body);
        Json["success"]!.GetValue<bool>().ShouldBeFalse();
        ErrorCode.ShouldBe(code);
        ErrorMessage.ShouldNotBeNullOrWhiteSpace();
    }
}
