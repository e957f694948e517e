using System.Collections.Concurrent;
using SeedanceGen;

namespace ShopSample;

/// <summary>What a customer sends.</summary>
/// <param name="Prompt">What the video shows.</param>
public sealed record OrderRequest(string Prompt);

/// <summary>An order as customers see it.</summary>
/// <param name="Number">The shop's own number; it is the reference in the webhook's URL.</param>
/// <param name="JobId">The job of the service, once it is accepted.</param>
/// <param name="Status">The status of the job.</param>
/// <param name="Video">Where the video is, once it is made.</param>
public sealed record Order(string Number, string? JobId, string Status, Uri? Video = null);

/// <summary>The orders. A real shop keeps them in a database.</summary>
public sealed class OrderStore
{
    private readonly ConcurrentDictionary<string, Order> _orders = new();

    /// <summary>Opens an order before its job is submitted, so that one number is paid for once.</summary>
    public bool TryOpen(string number) => _orders.TryAdd(number, new Order(number, JobId: null, "submitting"));

    /// <summary>Removes an order whose job was not accepted.</summary>
    public void Close(string number) => _orders.TryRemove(number, out _);

    /// <summary>Keeps the job's id. The job's webhook may have come before the response to the submission.</summary>
    public Order Accept(string number, string jobId)
    {
        var accepted = new Order(number, jobId, GenerationStatus.Queued.Value);
        return _orders.AddOrUpdate(number, accepted, (_, order) => order.JobId == jobId ? order : accepted);
    }

    /// <summary>Keeps the end of a job, when it is the order's own.</summary>
    public void Finish(string number, VideoGeneration video)
    {
        if (_orders.TryGetValue(number, out var order) && (order.JobId ?? video.RequestId) == video.RequestId)
            _orders[number] = new Order(number, video.RequestId, video.Status.Value, video.Output?.Url);
    }

    /// <summary>The order, or null when there is none.</summary>
    public Order? Find(string number) => _orders.GetValueOrDefault(number);
}
