using Microsoft.AspNetCore.Components;
using SeedanceGen.Testing.Page.Control;

namespace SeedanceGen.Testing.Page.Components;

/// <summary>
/// A component that follows the mock: it reads the state of the mock twice a second while a window shows it, and is drawn again only when
/// something has changed. The mock itself has nothing to do for it.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _gone = new();
    private Task _following = Task.CompletedTask;
    private string? _actProblem;
    private string? _lookProblem;

    /// <summary>Why the last change or filter, or else the last look, was rejected; null when neither was.</summary>
    protected string? Problem => _actProblem ?? _lookProblem;

    [Inject]
    private protected ControlClient Control { get; set; } = null!;

    /// <summary>Ends the component with its window.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _gone.CancelAsync();
        await _following;
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => LookAsync();

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _following = FollowAsync();
    }

    /// <summary>Reads what is shown; false when nothing has changed.</summary>
    protected abstract Task<bool> RefreshAsync();

    /// <summary>Does what a person asked for, and shows why it was rejected.</summary>
    protected async Task DoAsync(Func<Task> act)
    {
        _actProblem = null;
        try
        {
            await act();
            await RefreshAsync();
            _lookProblem = null;
        }
        catch (ControlException rejected)
        {
            _actProblem = rejected.Message;
        }
    }

    private async Task<bool> LookAsync()
    {
        var last = _lookProblem;
        try
        {
            var isNew = await RefreshAsync();
            _lookProblem = null;
            return isNew || last is not null;
        }
        catch (ControlException rejected)
        {
            _lookProblem = rejected.Message;
            return last != rejected.Message;
        }
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (await LookAsync())
                    StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The window has gone.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
