namespace SeedanceGen.Rules;

/// <summary>A request that knows the rules of the API description; the client checks it before it is sent.</summary>
internal interface IRuledRequest
{
    IReadOnlyList<RuleViolation> Validate();
}
