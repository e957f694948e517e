using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using SeedanceGen;
using SeedanceGen.AspNetCore.Problems;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes problem details (RFC 9457) of the errors of Seedance clients.</summary>
public static class SeedanceProblemDetailsServiceCollectionExtensions
{
    /// <summary>
    /// Responds with problem details to a request that ends with a <see cref="SeedanceException"/>, in each environment. No middleware has
    /// to be added; an application's own exception handler still gets all other exceptions.
    /// </summary>
    /// <remarks>
    /// A request that breaks a rule gets 400, with the fields that break it. A status of 5xx means that the error charged nothing. Where a
    /// job is charged, or may be, the status is 409, or 422 when the job has failed, so that no client repeats the request by itself;
    /// <c>jobId</c> is the job when it is known. The detail is a fixed text, and in development the message of the exception.
    /// </remarks>
    /// <param name="services">The application's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSeedanceProblemDetails(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddProblemDetails();
        if (services.Any(service => service.ServiceType == typeof(ProblemResponder)))
            return services;

        services.AddSingleton<ProblemResponder>();
        services.AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<ProblemResponder>());
        services.AddSingleton<IDeveloperPageExceptionFilter>(provider => provider.GetRequiredService<ProblemResponder>());
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<ProblemResponder>());
        return services;
    }
}
