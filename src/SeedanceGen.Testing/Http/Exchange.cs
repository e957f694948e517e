using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Http;

/// <summary>
/// One request and what became of its answer. Whoever breaks, withholds or replaces an answer says so with <see cref="Lose"/> or
/// <see cref="Replace"/> before it does: what the caller then sends is known to come after it.
/// </summary>
internal sealed class Exchange(EventOrder order, DateTimeOffset receivedAt)
{
    private AcceptedSubmission? _submission;
    private ResponseDelivery _delivery;
    private long _settled = long.MaxValue;
    private string? _loss;

    /// <summary>The place of the request's arrival among all that happened on the server.</summary>
    public long Arrival { get; } = order.Next();

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>What the request brought to be let in with.</summary>
    public MockCredential Credential { get; init; }

    public ResponseDelivery Delivery
    {
        get
        {
            lock (this)
                return _delivery;
        }
    }

    /// <summary>Whether it was the caller who gave up.</summary>
    public bool HungUp { get; private set; }

    /// <summary>How the answer was lost or replaced; null unless it was.</summary>
    public string? Loss
    {
        get
        {
            lock (this)
                return _loss;
        }
    }

    /// <summary>The place at which the answer's fate was settled; behind everything while it is not.</summary>
    public long Settled
    {
        get
        {
            lock (this)
                return _settled;
        }
    }

    /// <summary>The answer is about to be written as it is. A later loss overrules this; an earlier one stays.</summary>
    public void Deliver() => Settle(ResponseDelivery.Delivered, loss: null);

    /// <summary>The caller gets another answer, from which he cannot read what the server did.</summary>
    /// <param name="how">What he gets, such as "status 500".</param>
    public void Replace(string how) => Settle(ResponseDelivery.Replaced, how)?.Lost();

    /// <summary>The caller does not get this answer, or not all of it.</summary>
    /// <param name="how">What happened to it, such as "connection reset before the headers".</param>
    public void Lose(string how) => Settle(ResponseDelivery.Lost, how)?.Lost();

    /// <summary>The caller did not wait for the answer; the server notices that some time after it happened.</summary>
    public void HangUp()
    {
        HungUp = true;
        Lose("the caller had gone");
    }

    /// <summary>Has a submission told, once, when the answer to it is lost or replaced.</summary>
    public void Concerns(AcceptedSubmission submission)
    {
        lock (this)
        {
            if (_delivery < ResponseDelivery.Replaced)
            {
                _submission = submission;
                return;
            }
        }

        submission.Lost();
    }

    private AcceptedSubmission? Settle(ResponseDelivery delivery, string? loss)
    {
        lock (this)
        {
            if (_delivery >= delivery)
                return null;

            var wasLost = _delivery >= ResponseDelivery.Replaced;
            (_delivery, _loss, _settled) = (delivery, loss, order.Next());
            if (wasLost || delivery < ResponseDelivery.Replaced)
                return null;

            var submission = _submission;
            _submission = null;
            return submission;
        }
    }
}
