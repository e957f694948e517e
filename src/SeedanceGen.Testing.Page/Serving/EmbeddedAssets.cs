using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace SeedanceGen.Testing.Page.Serving;

/// <summary>
/// The scripts and styles of the page, which are resources of this assembly: a tool and a test have no folder of web assets beside them.
/// </summary>
internal sealed class EmbeddedAssets : IFileProvider
{
    private const string Root = "wwwroot/";

    private static readonly Assembly Owner = typeof(EmbeddedAssets).Assembly;
    private static readonly HashSet<string> Names = [.. Owner.GetManifestResourceNames()];

    public IFileInfo GetFileInfo(string subpath)
    {
        var name = subpath.TrimStart('/');
        return Names.Contains(Root + name) ? new Asset(Root + name) : new NotFoundFileInfo(name);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    /// <summary>One asset. It is as old as the process, so that no browser keeps the asset of another version at the same port.</summary>
    private sealed class Asset(string resource) : IFileInfo
    {
        private static readonly DateTimeOffset Started = TimeProvider.System.GetUtcNow();

        public bool Exists => true;

        public long Length
        {
            get
            {
                using var content = CreateReadStream();
                return content.Length;
            }
        }

        public string? PhysicalPath => null;

        public string Name => resource[(resource.LastIndexOf('/') + 1)..];

        public DateTimeOffset LastModified => Started;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => Owner.GetManifestResourceStream(resource)!;
    }
}
