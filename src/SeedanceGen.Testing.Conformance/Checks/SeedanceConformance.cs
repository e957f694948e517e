using System.Globalization;
using SeedanceGen.Testing.Conformance.Checks;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance;

/// <summary>
/// Checks whether a server, the real service included, or a wrapper around it conforms to the documented contract. Undocumented facts, such
/// as the HTTP status codes of errors, are not checked.
/// </summary>
public static class SeedanceConformance
{
    /// <summary>What a profile costs on a conforming server, in credits, by the documented prices.</summary>
    /// <param name="profile">The profile.</param>
    public static int CreditsOf(ConformanceProfile profile) =>
        profile == ConformanceProfile.Full ? ApiDescription.Current.Examples.Requests.Sum(request => request.Credits ?? 0) : 0;

    /// <summary>Checks a server.</summary>
    /// <param name="http">
    /// Reaches the server. Its base address is the root of the API, with a slash at the end. The method does not dispose it.
    /// </param>
    /// <param name="options">The options; null for the read-only profile with the client's own key.</param>
    /// <param name="cancellationToken">Cancels the check; a submitted job continues.</param>
    /// <returns>The report of every check. A server that fails causes no exception.</returns>
    /// <exception cref="ArgumentException">
    /// The client has no base address, or the profile can cost more than the options allow. Nothing was sent.
    /// </exception>
    public static async Task<ConformanceReport> VerifyAsync(
        HttpClient http, ConformanceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        options ??= new ConformanceOptions();
        if (http.BaseAddress is null)
            throw new ArgumentException("The client needs a base address: the root of the API.", nameof(http));
        if (CreditsOf(options.Profile) is var credits && credits > options.MaxCredits)
        {
            var cost = credits.ToString(CultureInfo.InvariantCulture);
            throw new ArgumentException(
                $"The profile {options.Profile} costs {cost} credits on a conforming server. "
                + $"Set {nameof(options.MaxCredits)} to {cost} or more to allow it.",
                nameof(options));
        }

        var run = new ConformanceRun(new ConformanceClient(http, options), options);
        await new ReadOnlyChecks(run).RunAsync(cancellationToken).ConfigureAwait(false);
        if (options.Profile == ConformanceProfile.Full)
            await new JobChecks(run).RunAsync(cancellationToken).ConfigureAwait(false);

        var report = run.ToReport();
        if (options.Output is { } output)
            await output.WriteLineAsync(report.ToString().AsMemory(), cancellationToken).ConfigureAwait(false);
        return report;
    }
}
