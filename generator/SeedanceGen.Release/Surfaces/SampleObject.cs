using System.Reflection;

namespace SeedanceGen.Release.Surfaces;

/// <summary>An object inside a request, made by the builder that its type names: with what it requires, and each single value.</summary>
internal static class SampleObject
{
    private const string Mark = "SeedanceGen.Rules.ObjectBuilderAttribute";

    /// <summary>The object; null when the type names no builder, or no sample fits what it requires.</summary>
    public static object? Of(Type type)
    {
        if (BuilderOf(type) is not { } builder || builder.GetConstructors() is not [var constructor])
            return null;
        if (Arguments(constructor) is not { } required)
            return null;

        var made = constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, required, culture: null);
        foreach (var method in builder.GetMethods().Where(IsSetter).OrderBy(method => method.ToString(), StringComparer.Ordinal))
        {
            if (Arguments(method) is { } arguments)
                method.Invoke(made, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        }

        return builder.GetMethod("Build", Type.EmptyTypes)!.Invoke(made, []);
    }

    private static Type? BuilderOf(Type type) => (Type?)type.GetCustomAttributesData()
        .FirstOrDefault(mark => mark.AttributeType.FullName == Mark)?.ConstructorArguments[0].Value;

    /// <summary>
    /// Whether a method sets a single value. One that sets an object does not count: the object may hold one of its own type again, without
    /// end.
    /// </summary>
    private static bool IsSetter(MethodInfo method) => method.Name.StartsWith("With", StringComparison.Ordinal)
        && method.GetParameters() is [{ ParameterType: var type }] && !type.IsSubclassOf(typeof(Delegate)) && !type.IsByRefLike
        && BuilderOf(SampleValues.Item(type) ?? type) is null;

    private static object?[]? Arguments(MethodBase method)
    {
        var values = method.GetParameters()
            .Select(parameter => SampleValues.For(parameter.ParameterType, new SampleRules(parameter))).ToArray();
        return Array.TrueForAll(values, value => value is not null) ? values : null;
    }
}
