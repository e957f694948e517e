namespace SeedanceGen.Media.S3.Tests;

/// <summary>Copies each file into a folder that a web server serves.</summary>
internal sealed class FolderPublisher(string folder, Uri address) : IMediaPublisher
{
    public async Task<Uri> PublishAsync(MediaFile file, CancellationToken cancellationToken = default)
    {
        var name = Guid.NewGuid().ToString("N") + file.Extension;       // new each time, and not to be guessed
        await using var source = File.OpenRead(file.Path);
        await using var copy = File.Create(Path.Combine(folder, name));
        await source.CopyToAsync(copy, cancellationToken);
        return new Uri(address, name);
    }
}
