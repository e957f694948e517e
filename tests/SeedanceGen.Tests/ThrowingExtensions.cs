namespace SeedanceGen.Tests;

/// <summary>Assertions on tasks that fail.</summary>
internal static class ThrowingExtensions
{
    public static Task<TException> ShouldThrowAsync<TException>(this Task task)
        where TException : Exception => Should.ThrowAsync<TException>(() => task);
}
