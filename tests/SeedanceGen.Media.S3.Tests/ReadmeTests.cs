using Amazon.Runtime;
using Amazon.S3;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Mock;

namespace SeedanceGen.Media.S3.Tests;

public sealed class ReadmeTests
{
    /// <summary>The example, with names of its own for the storage and the files of this machine.</summary>
    private const string Example =
        """
        using Amazon.S3;
        using SeedanceGen;
        using SeedanceGen.Media.S3;

        using var storage = new AmazonS3Client();                   // credentials and region as AWS programs have them
        using var publisher = new S3MediaPublisher(storage, new S3MediaOptions { Bucket = "my-media" });

        var media = await publisher.PublishAllAsync(["first.png", "last.png"]);
        var request = VideoRequest.Seedance20("The boat sails").WithMediaUrls([.. media]).Build();

        """;

    [Fact]
    public void The_example_is_the_one_that_runs_here() =>
        FencedBlock.Of("src/SeedanceGen.Media.S3/README.md", "csharp").ShouldHaveSingleItem().Text
            .ShouldBe(Example.ReplaceLineEndings("\n"));

    [Fact]
    public async Task The_publisher_of_one_s_own_that_the_page_shows_publishes_a_file()
    {
        var code = await File.ReadAllTextAsync(Repository.PathOf("tests", "SeedanceGen.Media.S3.Tests", "FolderPublisher.cs"));
        FencedBlock.Of("src/docs/media.md", "csharp").ShouldHaveSingleItem().Text
            .ShouldBe(code.Replace("namespace SeedanceGen.Media.S3.Tests;", "using SeedanceGen;", StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("seedance-media-");
        try
        {
            var picture = Path.Combine(folder.FullName, "first.png");
            await File.WriteAllTextAsync(picture, "picture");
            var served = folder.CreateSubdirectory("served").FullName;

            var address = (await new FolderPublisher(served, new Uri("https://media.example.com/")).PublishAllAsync([picture]))
                .ShouldHaveSingleItem();

            address.AbsoluteUri.ShouldMatch("^https://media.example.com/[0-9a-f]{32}.png$");
            (await File.ReadAllTextAsync(Path.Combine(served, Path.GetFileName(address.AbsolutePath)))).ShouldBe("picture");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Published_files_are_the_media_of_a_job()
    {
        var folder = Directory.CreateTempSubdirectory("seedance-media-");
        try
        {
            await using var standIn = new StorageStandIn();
            await using var mock = SeedanceMock.InMemory();
            await using var client = mock.CreateClient();
            string[] files = [Path.Combine(folder.FullName, "first.png"), Path.Combine(folder.FullName, "last.png")];
            foreach (var file in files)
                await File.WriteAllTextAsync(file, "picture");
            using var storage = new AmazonS3Client(
                new BasicAWSCredentials("access", "secret"),
                new AmazonS3Config { ServiceURL = standIn.Address.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
            using var publisher = new S3MediaPublisher(
                storage, new S3MediaOptions { Bucket = "my-media", PublicAddress = new Uri("https://media.example.com") });

            var media = await publisher.PublishAllAsync(files);
            var request = VideoRequest.Seedance20("The boat sails").WithMediaUrls([.. media]).Build();
            await client.SubmitAsync(request);

            standIn.Objects.Count.ShouldBe(2);
            mock.Jobs.Count.ShouldBe(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
