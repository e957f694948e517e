using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Testing.Page.Control;

namespace SeedanceGen.Testing.Page.Tests.Control;

/// <summary>
/// A list of the control API in parts: the page goes from the newest to the older ones and back. The items are their numbers.
/// </summary>
public sealed class PagedListTests : IAsyncLifetime
{
    private const int PageSize = PagedList<long?>.PageSize;

    private static readonly JsonTypeInfo<long?[]> Type =
        (JsonTypeInfo<long?[]>)JsonSerializerOptions.Default.GetTypeInfo(typeof(long?[]));

    private readonly SeedanceMock _mock = SeedanceMock.InMemory(new() { Strict = false });
    private readonly List<string> _targets = [];
    private long?[] _older = [];
    private long?[] _newest = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _mock.DisposeAsync().AsTask();

    [Fact]
    public async Task The_numbered_items_are_reached_when_none_of_the_newest_has_a_number()
    {
        _newest = new long?[PageSize + 1];
        _older = [1, 2];
        var list = New();
        await list.RefreshAsync();

        await list.ShowOlderAsync();

        list.Items.ShouldBe([2, 1]);
        _targets[^1].ShouldContain($"before={int.MaxValue}");
    }

    [Fact]
    public async Task A_part_whose_items_are_gone_gives_way_to_the_newest()
    {
        _newest = [.. Enumerable.Range(10, PageSize + 1).Select(number => (long?)number)];
        _older = [9];
        var list = New();
        await list.RefreshAsync();
        await list.ShowOlderAsync();
        list.HasNewer.ShouldBeTrue();

        (_newest, _older) = ([1], []);
        (await list.RefreshAsync()).ShouldBeTrue();

        list.Items.ShouldBe([1]);
        list.HasNewer.ShouldBeFalse();
    }

    private PagedList<long?> New() => new(
        new ControlClient(_mock, (_, target, _) => Task.FromResult((200, Respond(target)))),
        "violations",
        Type,
        number => number);

    private byte[] Respond(string target)
    {
        _targets.Add(target);
        return JsonSerializer.SerializeToUtf8Bytes(
            target.Contains("before", StringComparison.Ordinal) ? _older : _newest, Type);
    }
}
