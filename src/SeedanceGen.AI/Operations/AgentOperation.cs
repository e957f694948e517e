using System.Text.Json.Nodes;

namespace SeedanceGen.AI.Operations;

/// <summary>What an operation does to the world, as agents are told.</summary>
[Flags]
internal enum OperationTraits
{
    None = 0,

    /// <summary>It changes nothing.</summary>
    ReadOnly = 1,

    /// <summary>It cannot be taken back: it is charged, or ends a job.</summary>
    Destructive = 2,

    /// <summary>A second call with the same arguments changes nothing more.</summary>
    Idempotent = 4,

    /// <summary>It calls the service.</summary>
    OpenWorld = 8,

    /// <summary>The service charges credits for it.</summary>
    Charges = 16,

    /// <summary>It may take as long as a job.</summary>
    Waits = 32,
}

/// <summary>One thing that an agent can do. The functions and the server of the tool are made from it.</summary>
/// <param name="Name">Its name, in one word.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">What it does, for the agent.</param>
/// <param name="Schema">The JSON Schema of its arguments.</param>
/// <param name="Traits">What it does to the world.</param>
/// <param name="RunAsync">Runs the operation. The function turns what it throws into a result, except a canceled token.</param>
internal sealed record AgentOperation(
    string Name,
    string Title,
    string Description,
    JsonObject Schema,
    OperationTraits Traits,
    Func<JsonObject, SeedanceCallContext, CancellationToken, Task<JsonObject>> RunAsync)
{
    /// <summary>The same operation, which rejects an argument that its schema does not have.</summary>
    public AgentOperation Strict() => this with
    {
        RunAsync = (arguments, call, cancellationToken) =>
        {
            ArgumentSchema.EnsureKnown(arguments, Schema);
            return RunAsync(arguments, call, cancellationToken);
        },
    };
}
