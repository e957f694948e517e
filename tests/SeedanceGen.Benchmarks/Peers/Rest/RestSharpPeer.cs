using System.Text.Json;
using RestSharp;
using RestSharp.Serializers.Json;
using SeedanceGen.Benchmarks.Peers.Hand;

namespace SeedanceGen.Benchmarks.Peers.Rest;

/// <summary>The same with RestSharp, as its documentation shows it.</summary>
internal sealed class RestSharpPeer : IPeer
{
    private readonly RestClient _client;

    public RestSharpPeer(HttpMessageHandler handler)
    {
        var options = new RestClientOptions("https://api.example.com/") { ConfigureMessageHandler = _ => handler };
        _client = new RestClient(
            options,
            configureSerialization: serializers => serializers.UseSystemTextJson(new JsonSerializerOptions(JsonSerializerDefaults.Web)));
        _client.AddDefaultHeader("Authorization", "Bearer sd2_live_benchmark");
    }

    public async Task<string> SubmitAndGetAsync()
    {
        var accepted = await _client.PostAsync<HandAccepted>(
            new RestRequest("api/open/v1/video/generations").AddJsonBody(HandRequest.Documented)).ConfigureAwait(false);
        var read = new RestRequest("api/open/v1/video/generations/{id}").AddUrlSegment("id", accepted!.RequestId);
        var generation = await _client.GetAsync<HandGeneration>(read).ConfigureAwait(false);
        return generation!.Output!.Url;
    }

    public void Dispose() => _client.Dispose();
}
