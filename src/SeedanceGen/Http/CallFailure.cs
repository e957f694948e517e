using System.Net;

namespace SeedanceGen.Http;

/// <summary>How one attempt of a call failed.</summary>
/// <param name="Kind">How far it came.</param>
/// <param name="Status">The status of the answer, when there was one.</param>
/// <param name="RetryAfter">The pause that the answer asks for.</param>
internal readonly record struct CallFailure(FailureKind Kind, HttpStatusCode? Status = null, TimeSpan? RetryAfter = null);
