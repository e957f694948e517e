using System.Reflection;

namespace SeedanceGen.TestKit.Responses;

/// <summary>The generated methods of an operation, each called with some value of each parameter that has no default.</summary>
public static class ApiMethods
{
    /// <summary>What to pass for a parameter of a type; null makes one.</summary>
    public delegate object? ValueOf(Type type);

    /// <summary>The methods of an operation as calls.</summary>
    /// <typeparam name="TApi">The class of the generated methods.</typeparam>
    public static IEnumerable<Func<TApi, Task<object?>>> Of<TApi>(string operationId, ValueOf value)
    {
        var name = string.Concat(operationId.Split('.', '-', '_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var found = typeof(TApi).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.Name.StartsWith(name, StringComparison.Ordinal)
                && method.Name[name.Length..] is "Async" or "WithResponseAsync" or "ItemsAsync")
            .ToList();
        found.ShouldNotBeEmpty(operationId);
        return found.Select(method => (Func<TApi, Task<object?>>)(api => ResultAsync(
            method.Invoke(api, [.. method.GetParameters().Select(parameter => Argument(parameter, value))]))));
    }

    private static object? Argument(ParameterInfo parameter, ValueOf value)
    {
        if (parameter.HasDefaultValue)
            return parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None : parameter.DefaultValue;
        if (value(parameter.ParameterType) is { } own)
            return own;

        return parameter.ParameterType switch
        {
            var type when type == typeof(string) => "a1",
            var type when type == typeof(Stream) => new MemoryStream([1, 2, 3]),
            { IsValueType: true } type => Activator.CreateInstance(type),
            { IsGenericType: true, IsInterface: true } type => Array.CreateInstance(type.GetGenericArguments()[0], 0),
            var type => throw new NotSupportedException($"Give a value of {type} for {parameter.Name}."),
        };
    }

    private static async Task<object?> ResultAsync(object? called)
    {
        if (called is Task task)
        {
            await task;
            return task.GetType().GetProperty(nameof(Task<int>.Result))?.GetValue(task);
        }

        // A list page by page.
        var items = called!.GetType().GetInterfaces().Single(face => face.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal));
        return await (Task<object?>)typeof(ApiMethods).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(items.GetGenericArguments()[0]).Invoke(null, [called])!;
    }

    private static async Task<object?> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var read = new List<T>();
        await foreach (var item in items)
        {
            read.Add(item);
            if (read.Count == 100)
                break;
        }

        return read;
    }
}
