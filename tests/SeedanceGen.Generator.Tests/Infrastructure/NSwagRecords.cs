namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>The records and enumerations of a file that NSwag made, without the parts that need the rest of the SDK.</summary>
internal static class NSwagRecords
{
    private const string EndOfRecords = "/// <summary>How every type of the API is read and written";

    public static string Of(string file)
    {
        var end = file.IndexOf(EndOfRecords, StringComparison.Ordinal);
        end.ShouldBeGreaterThan(0);
        return file[..end];
    }

    /// <summary>Those of the API description as it is shipped.</summary>
    public static string Shipped => Of(RepositoryFiles.Text("src", "SeedanceGen", "Generated", "SeedanceApi.g.cs"));
}
