using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing;

/// <summary>Names an operation of the API description, or the download of a video, which is none of its operations.</summary>
public sealed record MockOperation
{
    private MockOperation(string id) => Id = id;

    /// <summary>Submits a job.</summary>
    public static MockOperation Submit { get; } = new(ApiDescription.Current.Jobs.Submit.Id);

    /// <summary>Reads a job.</summary>
    public static MockOperation Get { get; } = new(ApiDescription.Current.Jobs.Get.Id);

    /// <summary>Cancels a job.</summary>
    public static MockOperation Cancel { get; } = new(ApiDescription.Current.Jobs.Cancel.Id);

    /// <summary>Lists the models. When the API description has no such list, no request is this operation.</summary>
    public static MockOperation ListModels { get; } = new(ApiDescription.Current.Jobs.ListModels?.Id ?? nameof(ListModels));

    /// <summary>Downloads a video from <c>output.url</c>.</summary>
    public static MockOperation DownloadVideo { get; } = new("downloadVideo");

    /// <summary>All of them: those of the API description in its order, then the download.</summary>
    public static IReadOnlyList<MockOperation> All { get; } =
        [.. ApiDescription.Current.Operations.Select(operation => new MockOperation(operation.Id)), DownloadVideo];

    /// <summary>
    /// The operation's id in the API description, such as <c>getVideoGeneration</c>; <c>downloadVideo</c> for a download.
    /// </summary>
    public string Id { get; }

    /// <summary>The operation with this id, also one that the API description gained.</summary>
    /// <param name="id">The operation's id.</param>
    /// <exception cref="ArgumentException">There is none; the message names those that there are.</exception>
    public static MockOperation Named(string id) => All.FirstOrDefault(operation => operation.Id == id)
        ?? throw new ArgumentException(
            $"There is no operation '{id}'; there are {string.Join(", ", All.Select(operation => operation.Id))}.", nameof(id));

    /// <summary>The operation of another description.</summary>
    internal static MockOperation Of(OperationDescription operation) => new(operation.Id);

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
