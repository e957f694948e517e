using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>Serves a file of as many bytes as the path says.</summary>
internal static class FileServer
{
    public static WebApplication Create()
    {
        var block = new byte[256 * 1024];
        "\0\0\0\u0018ftypmp42"u8.CopyTo(block);
        var application = BareApplication.Builder().Build();
        application.Run(async context =>
        {
            var left = long.Parse(context.Request.Path.Value.AsSpan(1), CultureInfo.InvariantCulture);
            context.Response.ContentType = "video/mp4";
            context.Response.ContentLength = left;
            for (; left > 0; left -= Math.Min(left, block.Length))
                await context.Response.Body.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length))).ConfigureAwait(false);
        });
        return application;
    }
}
