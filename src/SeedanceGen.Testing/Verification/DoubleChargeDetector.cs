using System.Globalization;

namespace SeedanceGen.Testing.Verification;

/// <summary>
/// Finds one logical submission that was accepted twice. No idempotency key is documented, and nothing else on the wire tells a retry from
/// a second job that is just like the first, so this is told by what the caller could know: a submission that asks for the same as an
/// earlier one, whose acceptance its caller never got, is that submission repeated. A caller who was told of the first job, and submits
/// the same again, means a second job.
/// </summary>
internal sealed class DoubleChargeDetector(ViolationLog violations)
{
    private readonly object _gate = new();
    private readonly AppendList<AcceptedSubmission> _all = new();
    private readonly List<AcceptedSubmission> _unanswered = [];

    public void Accepted(AcceptedSubmission submission)
    {
        AcceptedSubmission? first;
        lock (_gate)
        {
            first = TakeUnanswered(submission);
            _all.Add(submission);
        }

        if (first is not null)
            Report(first, submission);
        submission.Exchange.Concerns(submission);
    }

    public void Lost(AcceptedSubmission submission)
    {
        AcceptedSubmission? repeated;
        lock (_gate)
        {
            repeated = !submission.Exchange.HungUp ? null : _all.FirstOrDefault(later =>
                CameWhileItWasNotNoticed(submission, later) && later.AsksTheSameAs(submission));
            if (repeated is null)
                _unanswered.Add(submission);
        }

        if (repeated is not null)
            Report(submission, repeated);
    }

    private AcceptedSubmission? TakeUnanswered(AcceptedSubmission submission)
    {
        if (_unanswered.Count == 0)
            return null;

        var first = _unanswered.Find(lost =>
            (lost.Exchange.Settled < submission.Exchange.Arrival || CameWhileItWasNotNoticed(lost, submission)) && lost.AsksTheSameAs(submission));
        if (first is not null)
            _unanswered.Remove(first);
        return first;
    }

    /// <summary>A caller who gives up is noticed only after a while: what he sends meanwhile, at a later time, is his second attempt.</summary>
    private static bool CameWhileItWasNotNoticed(AcceptedSubmission lost, AcceptedSubmission later) =>
        lost.Exchange.HungUp && later.Exchange.ReceivedAt > lost.Exchange.ReceivedAt && later.Exchange.Arrival > lost.Exchange.Arrival;

    private void Report(AcceptedSubmission first, AcceptedSubmission second) => violations.Add(
        MockViolationKind.DoubleCharge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"One submission was accepted twice: {first.RequestId} at {first.Exchange.ReceivedAt:HH:mm:ss.fff} for {first.Credits} credits, whose answer the caller did not get ({first.Exchange.Loss}), and {second.RequestId} at {second.Exchange.ReceivedAt:HH:mm:ss.fff} for {second.Credits} credits, which asks for the same. Expected: a submission whose outcome is unknown is not repeated. The caller's fault; if these were two jobs, tell them apart by their metadata."));
}
