using System.Runtime.CompilerServices;

/// <summary>What a program expects.</summary>
internal static class Expect
{
    public static void That(bool condition, [CallerArgumentExpression(nameof(condition))] string? text = null)
    {
        if (!condition)
            throw new InvalidOperationException($"It is not so: {text}");
    }

    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string? text = null)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"{text} is {actual}, and not {expected}");
    }

    public static void Contains(string part, string actual)
    {
        if (!actual.Contains(part, StringComparison.Ordinal))
            throw new InvalidOperationException($"'{part}' is missing in: {actual}");
    }

    /// <summary>The request breaks a rule of this field, and no other: as it is built, or in its list of violations.</summary>
    public static void Rejected(Func<VideoGenerationRequest> build, string field)
    {
        var violations = Violations(build);
        if (violations.Count != 1 || violations[0].Field != field)
            throw new InvalidOperationException($"{field} is not the only violation: {string.Join(" | ", violations)}");
    }

    /// <summary>The request breaks a rule between fields, whose words name both.</summary>
    public static void Rejected(Func<VideoGenerationRequest> build, string field, string other)
    {
        var violation = Violations(build).Single();
        Contains(field, violation.Message);
        Contains(other, violation.Message);
    }

    private static IReadOnlyList<SeedanceGen.Rules.RuleViolation> Violations(Func<VideoGenerationRequest> build)
    {
        try
        {
            return build().Validate();
        }
        catch (SeedanceValidationException error)
        {
            return error.Violations;
        }
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException error)
        {
            return error;
        }

        throw new InvalidOperationException($"No {typeof(TException).Name} was thrown.");
    }
}
