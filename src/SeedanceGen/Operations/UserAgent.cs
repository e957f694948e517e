using System.Net.Http.Headers;
using System.Reflection;

namespace SeedanceGen;

/// <summary>The library's name and version, as it tells them to the service.</summary>
internal static class UserAgent
{
    public static readonly ProductInfoHeaderValue Product = new("SeedanceGen", Version());

    public static readonly string Text = Product.ToString();

    private static string Version()
    {
        var version = typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
