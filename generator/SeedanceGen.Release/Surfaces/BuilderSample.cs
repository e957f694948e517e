using System.Reflection;

namespace SeedanceGen.Release.Surfaces;

/// <summary>Calls all <c>With…</c> methods of a builder, so that a new property of the description needs no edit here.</summary>
internal sealed class BuilderSample
{
    private readonly Type _builder;
    private readonly MethodInfo _factory;
    private readonly List<IGrouping<string, MethodInfo>> _options;

    public BuilderSample(Type builder, IEnumerable<Type> types)
    {
        _builder = builder;
        _factory = types.Where(type => type is { IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => method.ReturnType == builder)
            .OrderBy(method => method.ToString(), StringComparer.Ordinal).First();
        _options = [.. builder.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(IsOption)
            .GroupBy(Key, StringComparer.Ordinal).Select(MostDerived)
            .OrderBy(method => method.ToString(), StringComparer.Ordinal)
            .GroupBy(method => method.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)];
    }

    /// <summary>Options without a fitting sample. The listing names them.</summary>
    public SortedSet<string> OptionsWithoutSample { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests with every option set: one for each overload of the option that has the most.</summary>
    public IEnumerable<object> Requests()
    {
        var rounds = _options.Max(option => option.First().GetParameters().Length == 1 ? option.Count() : 1);
        return Enumerable.Range(0, rounds).Select(round => Request(round));
    }

    private object Request(int round) =>
        Request(round, keys: int.MaxValue, _options)
        // A free-form object may accept fewer entries than it has overloads.
        ?? Request(round, keys: 1, _options)
        ?? FittingRequest(round);

    /// <summary>As many options as fit together, when a rule says that not all of them do.</summary>
    private object FittingRequest(int round)
    {
        var fitting = new List<IGrouping<string, MethodInfo>>();
        foreach (var option in _options)
        {
            fitting.Add(option);
            if (Request(round, keys: 1, fitting) is not null)
                continue;
            fitting.Remove(option);
            OptionsWithoutSample.Add($"{option.Key} beside the others");
        }

        return Request(round, keys: 1, fitting) ?? throw new InvalidOperationException($"No sample of {_builder.Name} keeps all rules.");
    }

    /// <summary>The request; null when it breaks a rule.</summary>
    private object? Request(int round, int keys, IEnumerable<IGrouping<string, MethodInfo>> options)
    {
        var builder = Call(_factory, null, Arguments(_factory) ?? throw new InvalidOperationException($"No sample fits {_factory}."));
        foreach (var option in options)
        {
            var overloads = option.ToList();
            if (overloads[0].GetParameters().Length == 1)
                Set(builder, overloads[Math.Min(round, overloads.Count - 1)]);
            else
            {
                foreach (var overload in overloads.Take(keys))
                    Set(builder, overload, "key " + overload.GetParameters()[^1].ParameterType.Name);
            }
        }

        try
        {
            return Call(_builder.GetMethod("Build", Type.EmptyTypes)!, builder, []);
        }
        catch (Exception invalid) when (invalid.GetType().Name == "SeedanceValidationException")
        {
            return null;
        }
    }

    private void Set(object builder, MethodInfo option, string? key = null)
    {
        if (Arguments(option) is not { } arguments)
        {
            OptionsWithoutSample.Add($"{option.Name}({option.GetParameters()[^1].ParameterType.Name})");
            return;
        }

        if (key is not null)
            arguments[0] = key;
        Call(option, builder, arguments);
    }

    private static object?[]? Arguments(MethodInfo method)
    {
        var values = method.GetParameters()
            .Select(parameter => SampleValues.For(parameter.ParameterType, new SampleRules(parameter))).ToArray();
        return Array.TrueForAll(values, value => value is not null) ? values : null;
    }

    private static object Call(MethodInfo method, object? target, object?[] arguments) =>
        method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;

    private static bool IsOption(MethodInfo method) => method.Name.StartsWith("With", StringComparison.Ordinal)
        && method.GetParameters() is { Length: 1 or 2 } parameters && !parameters[^1].ParameterType.IsByRefLike
        && !parameters[^1].ParameterType.IsSubclassOf(typeof(Delegate));

    private static string Key(MethodInfo method) =>
        $"{method.Name}({string.Join(',', method.GetParameters().Select(parameter => parameter.ParameterType))})";

    private static MethodInfo MostDerived(IEnumerable<MethodInfo> same) => same.MaxBy(method => Depth(method.DeclaringType))!;

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);
}
