using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Tests.Verification;

public sealed class AppendListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(2000)]
    public void An_append_list_keeps_every_item_in_the_order_in_which_it_came(int count)
    {
        var list = new AppendList<int>();
        for (var i = 0; i < count; i++)
            list.Add(i);

        list.Count.ShouldBe(count);
        list.ShouldBe(Enumerable.Range(0, count));
        list.ToArray().ShouldBe(Enumerable.Range(0, count));
        Should.Throw<ArgumentOutOfRangeException>(() => list[count]);
    }
}
