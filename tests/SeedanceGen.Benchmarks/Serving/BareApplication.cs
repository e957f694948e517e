using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>Kestrel on a free loopback port with nothing else: no logs, no configuration, no other middleware.</summary>
internal static class BareApplication
{
    public static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, port: 0);
        });
        return builder;
    }
}
