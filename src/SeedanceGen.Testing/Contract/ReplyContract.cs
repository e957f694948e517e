namespace SeedanceGen.Testing.Contract;

/// <summary>One answer that the API description gives for an operation.</summary>
/// <param name="StatusCode">The status code, a range such as <c>2XX</c>, or <c>default</c>.</param>
/// <param name="Description">What the answer means, with its page of the documentation in brackets.</param>
/// <param name="Content">The body that it has; null when none is described.</param>
internal sealed record ReplyContract(string StatusCode, string Description, MediaTypes? Content);
