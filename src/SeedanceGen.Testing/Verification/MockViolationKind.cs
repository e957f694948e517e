namespace SeedanceGen.Testing;

/// <summary>What a mock server can find wrong in a test run.</summary>
public enum MockViolationKind
{
    /// <summary>A request did not follow the API description: the caller's fault.</summary>
    RequestViolation,

    /// <summary>
    /// A response of the mock did not follow the API description: the mock's fault, or that of the test that reshaped the response.
    /// </summary>
    ResponseViolation,

    /// <summary>A request to a path or with a method that the API description does not have.</summary>
    UnmatchedRequest,

    /// <summary>A fault was scripted and never happened, so the test did not test what it says.</summary>
    UnusedFault,

    /// <summary>A webhook was due and did not arrive.</summary>
    UndeliveredWebhook,

    /// <summary>One logical submission was accepted, and charged, more than once.</summary>
    DoubleCharge,

    /// <summary>The API key, or other credentials, went where they must not go.</summary>
    KeyLeak,

    /// <summary>
    /// The result that a webhook carried did not follow the API description: the mock's fault, or that of the test that reshaped it.
    /// </summary>
    WebhookViolation,
}
