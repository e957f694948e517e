namespace SeedanceGen.Testing.Engine;

/// <summary>Finds the operation of a request among those of the API description.</summary>
internal static class OperationRouter
{
    private static readonly Route[] Routes = [.. SeedanceOperations.All.Select(operation => new Route(operation))];

    public static RouteMatch Find(string method, string path)
    {
        var segments = path.Split('/');
        List<string>? allowed = null;
        foreach (var route in Routes)
        {
            if (!route.Matches(segments, out var requestId))
                continue;

            if (string.Equals(route.Operation.Method.Method, method, StringComparison.Ordinal))
                return new RouteMatch(route.Operation, requestId, [method]);

            (allowed ??= []).Add(route.Operation.Method.Method);
        }

        return new RouteMatch(Operation: null, RequestId: null, allowed ?? []);
    }
}
