using SeedanceGen.Release.Measuring;

namespace SeedanceGen.Architecture.Tests;

/// <summary>The rules of style that no analyzer of the build checks.</summary>
public sealed class StyleTests
{
    [Fact]
    public void Two_types_do_not_share_a_name() =>
        Known.Remaining(Known.SharedNames, SourceFigures.SharedNames(Clone.Code)).ShouldBeEmpty();

    [Fact]
    public void A_file_has_at_most_500_lines() =>
        Known.Remaining(Known.LongFiles, SourceFigures.LongFiles(Clone.Code).Where(CodeBase.IsProduct)).ShouldBeEmpty();

    [Fact]
    public void An_object_does_not_lock_itself() =>
        Known.Remaining(Known.LocksOnThis, SourceFigures.LocksOnThis(Clone.Code)).ShouldBeEmpty();

    [Fact]
    public void Time_comes_from_few_providers_of_our_own()
    {
        var found = SourceFigures.TimeProviders(Clone.Code).ToList();

        found.Count.ShouldBeLessThanOrEqualTo(Known.TimeProviders, string.Join('\n', found));
    }
}
