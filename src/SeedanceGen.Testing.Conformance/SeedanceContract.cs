using System.Globalization;
using SeedanceGen.Testing.Conformance.Checks;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance;

/// <summary>
/// Holds any server, the real one included, or any wrapper of it against the documented contract. What is not documented, such as the HTTP
/// status codes of errors, is not judged.
/// </summary>
public static class SeedanceContract
{
    /// <summary>What a profile costs on a server that keeps to the contract, in credits, by the documented prices.</summary>
    /// <param name="profile">The profile.</param>
    public static int CreditsOf(ContractProfile profile) =>
        profile == ContractProfile.Full ? DocumentedExamples.Requests.Sum(request => request.Credits ?? 0) : 0;

    /// <summary>Verifies a server.</summary>
    /// <param name="http">Reaches the server: its base address is the root of the API, with a slash at its end. It is not disposed of.</param>
    /// <param name="options">How far to go; null for the read-only profile with the client's own key.</param>
    /// <param name="cancellationToken">Breaks the verification off; a job that was submitted goes on.</param>
    /// <returns>Every check, passed or not; nothing is thrown for a server that fails.</returns>
    /// <exception cref="ArgumentException">The client has no base address, or the profile may cost more than the options allow; nothing was sent.</exception>
    public static async Task<ContractScorecard> VerifyAsync(
        HttpClient http, SeedanceContractOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        options ??= new SeedanceContractOptions();
        if (http.BaseAddress is null)
            throw new ArgumentException("The client needs a base address: the root of the API.", nameof(http));
        if (CreditsOf(options.Profile) is var credits && credits > options.MaxCredits)
        {
            var cost = credits.ToString(CultureInfo.InvariantCulture);
            throw new ArgumentException(
                $"The profile {options.Profile} costs {cost} credits on a server that keeps to the contract. Set {nameof(options.MaxCredits)} to {cost} or more to allow it.",
                nameof(options));
        }

        var run = new ContractRun(new ContractCaller(http, options), options);
        await new ReadOnlyChecks(run).RunAsync(cancellationToken).ConfigureAwait(false);
        if (options.Profile == ContractProfile.Full)
            await new JobChecks(run).RunAsync(cancellationToken).ConfigureAwait(false);

        var scorecard = run.ToScorecard();
        if (options.Output is { } output)
            await output.WriteLineAsync(scorecard.ToString().AsMemory(), cancellationToken).ConfigureAwait(false);
        return scorecard;
    }
}
