namespace SeedanceGen.Architecture.Tests;

/// <summary>The mistakes that <c>tests/mutations/run</c> makes fit the code. CI does not run them.</summary>
[Trait("Category", "Slow")]
public sealed class MutationTests
{
    [Fact]
    public void Each_mutation_fits_the_code()
    {
        var patches = Directory.GetFiles(Repository.PathOf("tests", "mutations"), "*.patch");
        patches.Length.ShouldBeGreaterThan(50);

        var unfit = patches.Where(patch => CommandResult.Run(Repository.Root, "git", ["apply", "--check", patch]).ExitCode != 0)
            .Select(Path.GetFileName);

        unfit.ShouldBeEmpty();
    }
}
