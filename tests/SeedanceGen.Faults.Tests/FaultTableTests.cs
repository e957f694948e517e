namespace SeedanceGen.Faults.Tests;

/// <summary>Every fault in every operation that it can concern: nothing paid for is lost, and nothing is paid for twice.</summary>
[Trait("Category", "Slow")]
public sealed class FaultTableTests(FaultTable table) : IClassFixture<FaultTable>
{
    public static TheoryData<string> Rows => new(FaultTable.Rows.Select(row => row.Name));

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_caller_is_told_what_is_true(string row) => table[row].Wrong.ShouldBeNull();

    [Fact]
    public void No_two_rows_have_one_name() =>
        FaultTable.Rows.GroupBy(row => row.Name).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    [Fact]
    public void The_money_guide_tells_for_each_kind_of_fault_what_is_charged()
    {
        var wrong =
            from row in FaultTable.Rows
            where row.Operation == "submit"
            let observed = table[row.Name].Observed
            let guide = MoneyGuide.Submissions[row.Guide]
            let charged = guide.Charged.StartsWith("yes", StringComparison.Ordinal) ? observed.Accepted == 1
                : !guide.Charged.StartsWith("no,", StringComparison.Ordinal) && guide.Charged != "no" || observed.Accepted == 0
            where !charged || (observed.Error is { } error && !guide.Exceptions.Contains(error))
            select $"{row.Name}: {observed.Error}, {observed.Accepted} charged; "
                + $"the guide has {string.Join(", ", guide.Exceptions)}: {guide.Charged}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_of_the_money_guide_is_tried() =>
        MoneyGuide.Submissions.Keys.Except(FaultTable.Rows.Select(row => row.Guide)).ShouldBeEmpty();

    [Fact]
    public void A_wait_that_gives_up_throws_and_exits_as_the_money_guide_says()
    {
        var wrong =
            from row in FaultTable.Rows
            let observed = table[row.Name].Observed
            where observed.Says == Says.GoesOn && !MoneyGuide.WaitsThatGoOn.Any(
                guide => guide.Exceptions.Contains(observed.Error) || $"exit {guide.ExitCode}" == observed.Error)
            select $"{row.Name}: {observed.Error}";

        wrong.ShouldBeEmpty();
    }
}
