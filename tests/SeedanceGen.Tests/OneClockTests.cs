using System.Text.RegularExpressions;

namespace SeedanceGen.Tests;

/// <summary>Time comes from a <see cref="TimeProvider"/>, in what is shipped and in what tests it.</summary>
public sealed partial class OneClockTests
{
    [Theory]
    [InlineData("src/SeedanceGen")]
    [InlineData("src/SeedanceGen.AspNetCore")]
    public void Shipped_code_uses_no_clock_but_its_TimeProvider(string folder)
    {
        var files = SourceFolder.Code(folder).ToList();

        files.Count.ShouldBeGreaterThan(17);
        files.SelectMany(file => OtherClock().Matches(File.ReadAllText(file)).Select(found => $"{file}: {found.Value}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tests/SeedanceGen.Tests")]
    [InlineData("tests/SeedanceGen.AspNetCore.Tests")]
    public void No_test_sleeps(string folder) =>
        SourceFolder.Code(folder).Where(file => Path.GetFileName(file) != "OneClockTests.cs")
            .SelectMany(file => Sleep().Matches(File.ReadAllText(file)).Select(found => $"{file}: {found.Value}")).ShouldBeEmpty();

    [Theory]
    [InlineData("await Task.Delay(pause, cancellationToken)")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("new CancellationTokenSource(timeout)")]
    [InlineData("Thread.Sleep(1)")]
    public void A_use_of_another_clock_is_found(string code) => OtherClock().IsMatch(code).ShouldBeTrue();

    [GeneratedRegex(
        @"DateTime(Offset)?\.(Utc)?Now|Stopwatch|Environment\.TickCount|Thread\.Sleep|PeriodicTimer|"
        + @"Task\.Delay\((?![^;]*([cC]lock|TimeProvider))[^;]*|"
        + @"new CancellationTokenSource\((?![^;]*([cC]lock|TimeProvider|_clock))[^);]+\)")]
    private static partial Regex OtherClock();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\((?![^;]*([cC]lock|TimeProvider|InfiniteTimeSpan))[^;]*")]
    private static partial Regex Sleep();
}
