namespace SeedanceGen.Testing.Service;

/// <summary>Where a path leads.</summary>
/// <param name="Route">The route; null when no operation has this path with this method.</param>
/// <param name="RequestId">The job's id in the path, unescaped; null when the operation has none.</param>
/// <param name="AllowedMethods">Without a route, the methods that the API description has for this path; empty when it does not have the path.</param>
internal readonly record struct RouteMatch(Route? Route, string? RequestId, IReadOnlyList<string> AllowedMethods)
{
    public ApiOperation? Operation => Route?.Operation;

    public bool PathIsKnown => AllowedMethods.Count > 0;
}
