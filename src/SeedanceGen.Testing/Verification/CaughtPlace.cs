using System.Diagnostics;
using System.Reflection;

namespace SeedanceGen.Testing.Verification;

/// <summary>
/// Tells whether a method had caught an exception before it came to the end of a scope: then the exception did not end the scope. The code
/// of the method says so: it has a <c>catch</c> around the place where the exception came through, which is not around the end of the scope.
/// </summary>
internal static class CaughtPlace
{
    /// <summary>The instruction that <c>throw;</c> becomes (ECMA-335, III.4.24).</summary>
    private static ReadOnlySpan<byte> Rethrow => [0xFE, 0x1A];

    /// <param name="thrown">Where the exception came through the method.</param>
    /// <param name="ending">Where the same method ends the scope.</param>
    /// <param name="failure">The exception.</param>
    /// <returns>True when it was caught for good; false also when that cannot be told, as with a <c>when</c>, or a <c>throw;</c> in the handler.</returns>
    public static bool IsBetween(StackFrame thrown, StackFrame ending, Exception failure)
    {
        var (from, to) = (thrown.GetILOffset(), ending.GetILOffset());
        return from != StackFrame.OFFSET_UNKNOWN
            && to != StackFrame.OFFSET_UNKNOWN
            && ending.GetMethod()?.GetMethodBody() is { } body
            && body.ExceptionHandlingClauses.Any(clause => Catches(clause, failure)
                && IsWithin(from, clause.TryOffset, clause.TryLength)
                && !IsWithin(to, clause.TryOffset, clause.TryLength)
                && !IsWithin(to, clause.HandlerOffset, clause.HandlerLength)
                && !Rethrows(clause, body));
    }

    /// <summary>What C# makes of <c>await using</c> catches any object, which nobody can write.</summary>
    private static bool Catches(ExceptionHandlingClause clause, Exception failure) =>
        clause is { Flags: ExceptionHandlingClauseOptions.Clause, CatchType: { } type } && type != typeof(object) && type.IsInstanceOfType(failure);

    private static bool Rethrows(ExceptionHandlingClause clause, MethodBody body) =>
        body.GetILAsByteArray().AsSpan(clause.HandlerOffset, clause.HandlerLength).IndexOf(Rethrow) >= 0;

    private static bool IsWithin(int place, int start, int length) => place >= start && place < start + length;
}
