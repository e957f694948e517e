namespace SeedanceGen.Testing.Http;

/// <summary>
/// One request and the outcome of its response. Code that breaks, withholds or replaces a response calls <see cref="Lose"/> or
/// <see cref="Replace"/> first, so that every later request of the caller is known to come after the loss.
/// </summary>
internal sealed class Exchange(Exchange.EventOrder order, DateTimeOffset receivedAt)
{
    private readonly object _gate = new();
    private ILossObserver? _observer;
    private ResponseDelivery _delivery;
    private long _settled = long.MaxValue;
    private string? _loss;

    /// <summary>The place of the request's arrival among all events of the server.</summary>
    public long Arrival { get; } = order.Next();

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>The number of its entry in the journal; 0 while there is none.</summary>
    public int Number { get; set; }

    /// <summary>Whether a violation names it, or may do so later. The journal then keeps its entry.</summary>
    public bool IsEvidence { get; set; }

    /// <summary>The credentials that the request brought.</summary>
    public MockCredential Credential { get; init; }

    public ResponseDelivery Delivery
    {
        get
        {
            lock (_gate)
                return _delivery;
        }
    }

    /// <summary>Whether the caller gave up.</summary>
    public bool HungUp { get; private set; }

    /// <summary>How the response was lost or replaced; null unless it was.</summary>
    public string? Loss
    {
        get
        {
            lock (_gate)
                return _loss;
        }
    }

    /// <summary>The place of the response's outcome among all events; the last of all while there is none.</summary>
    public long Settled
    {
        get
        {
            lock (_gate)
                return _settled;
        }
    }

    /// <summary>The response is about to be written as it is. A later loss overrules this; an earlier one stays.</summary>
    public void Deliver() => Settle(ResponseDelivery.Delivered, loss: null);

    /// <summary>The caller gets another response, from which it cannot tell what the server did.</summary>
    /// <param name="how">The other response, such as "status 500".</param>
    public void Replace(string how) => Settle(ResponseDelivery.Replaced, how)?.ResponseLost();

    /// <summary>The caller does not get this response, or not all of it.</summary>
    /// <param name="how">What happened to it, such as "connection reset before the headers".</param>
    public void Lose(string how) => Settle(ResponseDelivery.Lost, how)?.ResponseLost();

    /// <summary>The caller did not wait for the response; the server notices that some time after it happened.</summary>
    public void HangUp()
    {
        HungUp = true;
        Lose("the caller had gone");
    }

    /// <summary>Tells the observer once when the response is lost or replaced, or at once when that has happened.</summary>
    public void Observe(ILossObserver observer)
    {
        lock (_gate)
        {
            if (_delivery < ResponseDelivery.Replaced)
            {
                _observer = observer;
                return;
            }
        }

        observer.ResponseLost();
    }

    private ILossObserver? Settle(ResponseDelivery delivery, string? loss)
    {
        lock (_gate)
        {
            if (_delivery >= delivery)
                return null;

            var wasLost = _delivery >= ResponseDelivery.Replaced;
            (_delivery, _loss, _settled) = (delivery, loss, order.Next());
            if (wasLost || delivery < ResponseDelivery.Replaced)
                return null;

            var observer = _observer;
            _observer = null;
            return observer;
        }
    }

    /// <summary>Numbers the events of one server, because many happen at the same virtual time.</summary>
    internal sealed class EventOrder
    {
        private long _last;

        public long Next() => Interlocked.Increment(ref _last);
    }
}

/// <summary>Learns that a response was lost or replaced.</summary>
internal interface ILossObserver
{
    void ResponseLost();
}
