using System.Globalization;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Verification;

/// <summary>
/// Finds one logical submission that was accepted twice. No idempotency key is documented, and nothing else on the wire tells a retry from
/// a second job that is just like the first, so the detector goes by what the caller could know. A submission is a retry when it asks for
/// the same as an earlier one, and the response to the earlier one never reached the caller. A caller that knows of the first job and
/// submits the same again means a second job.
/// </summary>
internal sealed class DoubleChargeDetector(ViolationLog violations, MockRetention? retention = null)
{
    private readonly object _gate = new();
    private readonly AppendList<AcceptedSubmission> _all = new(
        retention ?? MockRetention.Everything, static submission => (submission.Exchange.ReceivedAt, submission.BodyBytes));

    private readonly List<AcceptedSubmission> _withoutResponse = [];

    public void Accepted(string requestId, int credits, ReadOnlyMemory<byte> body, Exchange exchange)
    {
        var submission = new AcceptedSubmission(this, requestId, credits, body, exchange);
        AcceptedSubmission? first;
        lock (_gate)
        {
            first = TakeWithoutResponse(submission);
            _all.Add(submission);
        }

        if (first is not null)
            Report(first, submission);
        exchange.Observe(submission);
    }

    /// <summary>
    /// A submission came once more with its idempotency key and got the first job: when its caller gets this response, it knows of the job.
    /// </summary>
    public void Repeated(string requestId, Exchange exchange)
    {
        AcceptedSubmission? first;
        lock (_gate)
        {
            _withoutResponse.RemoveAll(lost => lost.Made(requestId));
            first = _all.FirstOrDefault(accepted => accepted.Made(requestId));
        }

        if (first is not null)
            exchange.Observe(new RepeatedSubmission(this, first));
    }

    private void ResponseLost(AcceptedSubmission submission)
    {
        AcceptedSubmission? repeated;
        lock (_gate)
        {
            repeated = !submission.Exchange.HungUp ? null : _all.FirstOrDefault(later =>
                CameUnnoticed(submission, later) && later.AsksTheSameAs(submission));
            if (repeated is null)
                AddWithoutResponse(submission);
        }

        if (repeated is not null)
            Report(submission, repeated);
    }

    /// <summary>Remembers a submission whose caller does not know of the job; with a bound, the newest of them.</summary>
    private void AddWithoutResponse(AcceptedSubmission submission)
    {
        // It is half of the evidence of a violation that may come.
        submission.Exchange.IsEvidence = true;
        _withoutResponse.Add(submission);
        if (_withoutResponse.Count > retention?.Count)
            _withoutResponse.RemoveAt(0);
    }

    private AcceptedSubmission? TakeWithoutResponse(AcceptedSubmission submission)
    {
        if (_withoutResponse.Count == 0)
            return null;

        var first = _withoutResponse.Find(lost =>
            (lost.Exchange.Settled < submission.Exchange.Arrival || CameUnnoticed(lost, submission)) && lost.AsksTheSameAs(submission));
        if (first is not null)
            _withoutResponse.Remove(first);
        return first;
    }

    /// <summary>
    /// Whether a submission came between the moment at which the caller gave up an earlier one and the moment at which the server noticed
    /// it: such a submission, at a later time, is the caller's second attempt.
    /// </summary>
    private static bool CameUnnoticed(AcceptedSubmission lost, AcceptedSubmission later) =>
        lost.Exchange.HungUp && later.Exchange.ReceivedAt > lost.Exchange.ReceivedAt && later.Exchange.Arrival > lost.Exchange.Arrival;

    private void Report(AcceptedSubmission first, AcceptedSubmission second) => violations.Add(
        MockViolationKind.DoubleCharge,
        $"One submission was accepted twice: {first}, whose response the caller did not get ({first.Exchange.Loss}), and {second}, which "
            + "asks for the same. Expected: a submission whose outcome is unknown is not repeated. The caller's fault; if these were two "
            + "jobs, tell them apart by their metadata.",
        first.Exchange,
        second.Exchange);

    /// <summary>The response to a repetition, which may be lost as the first one was.</summary>
    private sealed class RepeatedSubmission(DoubleChargeDetector detector, AcceptedSubmission first) : ILossObserver
    {
        public void ResponseLost()
        {
            lock (detector._gate)
                detector.AddWithoutResponse(first);
        }
    }

    /// <summary>A submission that was accepted and charged.</summary>
    private sealed class AcceptedSubmission(
        DoubleChargeDetector detector, string requestId, int credits, ReadOnlyMemory<byte> body, Exchange exchange) : ILossObserver
    {
        private readonly ReadOnlyMemory<byte> _body = body;
        private readonly string _requestId = requestId;
        private int? _hash;

        public int BodyBytes => _body.Length;

        public Exchange Exchange { get; } = exchange;

        public void ResponseLost() => detector.ResponseLost(this);

        /// <summary>Whether both ask for the same, however their JSON is written.</summary>
        public bool AsksTheSameAs(AcceptedSubmission other) => Hash == other.Hash && JsonBody.AreEqual(_body, other._body);

        private int Hash => _hash ??= JsonBody.HashOf(_body);

        public bool Made(string requestId) => _requestId == requestId;

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{_requestId} at {Exchange.ReceivedAt:HH:mm:ss.fff} for {credits} credits");
    }
}
