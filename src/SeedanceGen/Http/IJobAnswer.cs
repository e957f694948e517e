namespace SeedanceGen.Http;

/// <summary>An answer about one job, which is of no use without the job's id.</summary>
internal interface IJobAnswer
{
    /// <summary>The id of the job; a service that breaks its description may send null or an empty text.</summary>
    string RequestId { get; }
}
