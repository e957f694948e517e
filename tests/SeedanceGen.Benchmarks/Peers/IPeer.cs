namespace SeedanceGen.Benchmarks.Peers;

/// <summary>A client library that submits a job and reads it once, over the handler that it was created with.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Submits the documented request, made beforehand, and reads the job.</summary>
    /// <returns>The link to the video, so that nothing can be optimised away.</returns>
    Task<string> SubmitAndGetAsync();
}
