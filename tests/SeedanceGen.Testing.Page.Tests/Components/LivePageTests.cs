using Microsoft.AspNetCore.Components.Rendering;
using SeedanceGen.Testing.Page.Components;
using SeedanceGen.Testing.Page.Control;

namespace SeedanceGen.Testing.Page.Tests.Components;

public sealed class LivePageTests : IAsyncLifetime
{
    private readonly SeedanceMock _mock = SeedanceMock.InMemory(new() { Strict = false });
    private int _statusCode = 200;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _mock.DisposeAsync().AsTask();

    [Fact]
    public async Task The_problem_of_a_look_ends_with_the_next_look_that_succeeds()
    {
        await using var page = await DrawAsync();
        _statusCode = 404;
        await page.LookAsync();
        (await page.TextAsync()).ShouldBe("There is no such job.");

        _statusCode = 200;
        await page.LookAsync();

        (await page.TextAsync()).ShouldBe("no problem");
    }

    [Fact]
    public async Task The_problem_of_a_change_stays_until_the_next_change()
    {
        await using var page = await DrawAsync();
        await page.DoAsync(() => page.Component.ChangeAsync(() => throw new ControlException("The job has ended.")));
        await page.LookAsync();
        (await page.TextAsync()).ShouldBe("The job has ended.");

        await page.DoAsync(() => page.Component.ChangeAsync(() => Task.CompletedTask));
        await page.LookAsync();

        (await page.TextAsync()).ShouldBe("no problem");
    }

    private Task<Drawing<SamplePage>> DrawAsync() => Drawing<SamplePage>.OfAsync(
        new ControlClient(_mock, (_, _, _) => Task.FromResult((_statusCode, "There is no such job."u8.ToArray()))));

    private sealed class SamplePage : LivePage
    {
        public Task ChangeAsync(Func<Task> act) => DoAsync(act);

        protected override async Task<bool> RefreshAsync()
        {
            await Control.ReadAsync("jobs/1");
            return false;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Problem ?? "no problem");
    }
}
