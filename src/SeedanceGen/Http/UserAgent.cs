using System.Net.Http.Headers;
using System.Reflection;

namespace SeedanceGen.Http;

/// <summary>How the library names itself to the service.</summary>
internal static class UserAgent
{
    public static readonly ProductInfoHeaderValue Product = new("SeedanceGen", Version());

    /// <summary>The same as text.</summary>
    public static readonly string Text = Product.ToString();

    private static string Version()
    {
        var version = typeof(UserAgent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return version.Split('+')[0];
    }
}
