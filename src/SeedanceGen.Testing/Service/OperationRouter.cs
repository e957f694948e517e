namespace SeedanceGen.Testing.Service;

/// <summary>Finds the operation of a request among those of the API description.</summary>
internal static class OperationRouter
{
    private static readonly Route[] Routes = [.. SeedanceOperations.All.Select(operation => new Route(operation))];

    public static RouteMatch Find(string method, string path)
    {
        List<string>? allowed = null;
        foreach (var route in Routes)
        {
            if (!route.Matches(path, out var requestId))
                continue;

            if (string.Equals(route.Method, method, StringComparison.Ordinal))
                return new RouteMatch(route, requestId, []);

            (allowed ??= []).Add(route.Method);
        }

        return new RouteMatch(Route: null, RequestId: null, allowed ?? []);
    }
}
