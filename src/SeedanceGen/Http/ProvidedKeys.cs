using SeedanceGen.Configuration;
using SeedanceGen.Errors;

namespace SeedanceGen.Http;

/// <summary>Asks <see cref="SeedanceClientOptions.ApiKeyProvider"/> for the key of a call, before anything of the call is sent.</summary>
internal sealed class ProvidedKeys(SeedanceConnection connection)
{
    private const string Setting = nameof(SeedanceClientOptions.ApiKeyProvider);

    /// <summary>The key and the address that the call carries.</summary>
    /// <exception cref="SeedanceConfigurationException">The provider failed, or its key is malformed; nothing was sent.</exception>
    /// <exception cref="SeedanceConnectionException">The provider took longer than the call may; nothing was sent.</exception>
    public async ValueTask<ServiceAccess> GetAsync(ApiCall call, CancellationToken cancellationToken)
    {
        string? key;
        try
        {
            key = await connection.Options.ApiKeyProvider!(cancellationToken).AsTask()
                .WaitAsync(call.Remaining, connection.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw FailureMapper.CanceledUnsent(call, exception, cancellationToken);
        }
        catch (TimeoutException exception) when (call.Remaining == TimeSpan.Zero)
        {
            throw FailureMapper.NotSent(call, exception);
        }
        catch (Exception exception)
        {
            // The provider's own message may contain a secret, so the error names only the type of the provider's exception. A wait goes
            // on, as after every call that was not sent.
            throw new SeedanceConfigurationException(
                Setting, $"{call}: {Setting} failed ({exception.GetType().Name}). Nothing was sent; it is safe to try again.")
            {
                Failure = new CallFailure(FailureKind.NotConnected),
            };
        }

        if (OptionsValidator.FaultOf(key, Setting) is { } fault)
            throw new SeedanceConfigurationException(Setting, $"{call}: {fault} Nothing was sent.");
        return connection.Change(key!);
    }
}
