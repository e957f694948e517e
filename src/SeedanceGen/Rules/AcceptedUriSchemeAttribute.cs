namespace SeedanceGen.Rules;

/// <summary>An absolute URL, and when schemes are given, one of them in lower case.</summary>
/// <param name="schemes">The accepted schemes, such as <c>https</c>; none when any absolute URL is accepted.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AcceptedUriSchemeAttribute(params string[] schemes) : AcceptedAttribute
{
    /// <summary>The accepted schemes: the URL's text starts with one of them followed by <c>://</c>. None: any absolute URL.</summary>
    public IReadOnlyList<string> Schemes { get; } = schemes;
}
