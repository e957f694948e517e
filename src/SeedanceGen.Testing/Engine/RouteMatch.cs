using SeedanceGen.Http;

namespace SeedanceGen.Testing.Engine;

/// <summary>Where a path leads.</summary>
/// <param name="Operation">The operation; null when none has this path with this method.</param>
/// <param name="RequestId">The job's id in the path, unescaped; null when the operation has none.</param>
/// <param name="PathIsKnown">Whether the path exists in the API description, with this method or another.</param>
internal readonly record struct RouteMatch(ApiOperation? Operation, string? RequestId, bool PathIsKnown);
