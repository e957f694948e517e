namespace SeedanceGen.Faults.Tests;

/// <summary>What the caller of an operation is told.</summary>
internal enum Says
{
    /// <summary>This fault does not concern the operation.</summary>
    NotTried,

    /// <summary>A submission: the job was accepted, and its id is known.</summary>
    Accepted,

    /// <summary>A submission: the job was accepted and charged, and its id cannot be used.</summary>
    UnusableId,

    /// <summary>A submission: it is not known whether the job was accepted and charged.</summary>
    Unknown,

    /// <summary>A submission: certainly not accepted, and so not charged.</summary>
    NotCharged,

    /// <summary>A submission: its caller cancelled it before anything was sent.</summary>
    Canceled,

    /// <summary>A submission: its caller cancelled it, and it is not known whether the job was accepted and charged.</summary>
    CanceledOnItsWay,

    /// <summary>A call that costs nothing: its value.</summary>
    Value,

    /// <summary>A call that costs nothing: a typed error.</summary>
    Error,

    /// <summary>A wait: the finished job.</summary>
    Finished,

    /// <summary>A wait: the job was accepted and charged, and goes on.</summary>
    GoesOn,

    /// <summary>A download: the video is on disk, whole.</summary>
    Saved,

    /// <summary>A download: a typed error, and nothing is on disk.</summary>
    Refused,

    /// <summary>An error that no caller expects: a defect.</summary>
    Defect,
}

/// <summary>One way in which a response can be other than documented.</summary>
/// <param name="Name">What is odd.</param>
/// <param name="Guide">The row of the money guide that this fault belongs to, as <see cref="MoneyGuide"/> names it.</param>
/// <param name="Response">The response in place of a documented one.</param>
internal sealed record FaultKind(string Name, string Guide, Func<Document, FaultResponse> Response)
{
    /// <summary>What a submission says.</summary>
    public Says Submit { get; init; }

    /// <summary>How many submissions may reach the service.</summary>
    public int Posts { get; init; } = 1;

    /// <summary>The credits that an accepted job says it was charged; null when the response has no price that can be one.</summary>
    public int? Credits { get; init; } = Documents.Credits;

    /// <summary>Whether the response comes at once; the tool's time limit for a slow one is not an option of its command line.</summary>
    public bool IsQuick { get; init; } = true;

    /// <summary>What a read, a cancel and a list say.</summary>
    public Says Read { get; init; }

    /// <summary>What a wait says when one poll gets it.</summary>
    public Says PolledOnce { get; init; }

    /// <summary>What a wait says when every poll gets it.</summary>
    public Says PolledAlways { get; init; }

    /// <summary>The response can be read: every operation goes on.</summary>
    public FaultKind Readable() => this with
    {
        Submit = Says.Accepted,
        Read = Says.Value,
        PolledOnce = Says.Finished,
        PolledAlways = Says.Finished,
    };

    /// <summary>The response cannot be read: a submission says this, a call fails, and a wait rides it out.</summary>
    public FaultKind Unreadable(Says submit, int posts = 1) => this with
    {
        Submit = submit,
        Posts = posts,
        Read = Says.Error,
        PolledOnce = Says.Finished,
        PolledAlways = Says.GoesOn,
    };

    /// <summary>The fault concerns submissions alone.</summary>
    public FaultKind OfSubmission(Says submit, int posts = 1) => this with { Submit = submit, Posts = posts };
}
