using System.CommandLine;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace SeedanceGen.Cli.Media;

/// <summary>
/// <c>--media</c>: local files as reference media. The field that takes their addresses is the one for which the API description has
/// extensions of files.
/// </summary>
internal sealed class MediaOption
{
    /// <summary>
    /// Stands for a file until it is published, so that the request is validated first; this host exists nowhere (RFC 2606).
    /// </summary>
    internal const string Placeholder = "https://media.invalid/";

    private readonly DescribedField _field;
    private readonly string _urlOption;

    private MediaOption(DescribedField field, string urlOption) => (_field, _urlOption) = (field, urlOption);

    public Option<string[]> Symbol { get; } = new("--media")
    {
        HelpName = "FILE",
        Description = "A local file as reference medium, published by your storage; repeat it for further files",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The option; null when no list of addresses in the request has documented extensions.</summary>
    public static MediaOption? Of(DescribedField request) =>
        request.Fields.FirstOrDefault(field => field is { Kind: FieldKind.List, FileExtensions.Count: > 0 }) is { } field
            ? new MediaOption(field, OptionNames.Of(field, parent: null, _ => false))
            : null;

    /// <summary>Checks the files, and puts placeholders for them into the request; nothing is sent.</summary>
    /// <exception cref="UsageException">A file cannot be a reference medium, or there is no storage.</exception>
    public PublishableMedia? Prepare(ParseResult parsed, CommandContext context, JsonObject request)
    {
        if (parsed.GetValue(Symbol) is not { Length: > 0 } paths)
            return null;

        var files = paths.Select(path => Open(path, context.Host.Folder)).ToList();
        var storage = MediaStorage.Find(context.Host)
            ?? throw new UsageException(
                $"--media {paths[0]} is a local file, and the service reads media from public HTTPS addresses only. To have files "
                    + $"published, set {MediaStorage.BucketVariable} to a bucket of storage that speaks S3 (and "
                    + $"{MediaStorage.EndpointVariable} when it is not Amazon's). Or publish the file yourself, and name its address by "
                    + $"{_urlOption}.");
        var addresses = request[_field.Name] as JsonArray ?? [];
        var first = addresses.Count;
        foreach (var file in files)
            addresses.Add(Placeholder + Guid.NewGuid().ToString("N") + file.Extension);
        if (addresses.Parent is null)
            request[_field.Name] = addresses;
        return new PublishableMedia(storage, files, _field.Name, first);
    }

    private MediaFile Open(string path, string folder)
    {
        if (Uri.TryCreate(path, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            throw new UsageException($"--media takes a local file, and '{path}' is an address: use {_urlOption} for it.");
        try
        {
            return MediaFile.Open(Path.GetFullPath(path, folder));
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException)
        {
            var reason = Format.OneLine(wrong.Message.Split(" (Parameter", 2)[0]);
            throw new UsageException($"--media does not accept '{path}': {reason}", wrong);
        }
    }
}

/// <summary>The files of a request, which are published once the request is valid.</summary>
/// <param name="Storage">Where they go.</param>
/// <param name="Files">The files.</param>
/// <param name="Field">The field of the request that has their addresses.</param>
/// <param name="First">The position of the first one among the addresses.</param>
internal sealed record PublishableMedia(MediaStorage Storage, IReadOnlyList<MediaFile> Files, string Field, int First)
{
    /// <summary>Says what the placeholders stand for.</summary>
    public void NoteUnpublished(CommandContext context)
    {
        var files = string.Join(", ", Files.Select(file => file.Path));
        context.Output.Note($"Not published, so an address at {MediaOption.Placeholder} stands for each: {files}");
    }

    /// <summary>Publishes the files, and puts their addresses in place of the placeholders.</summary>
    /// <exception cref="ToolException">The storage was not reached, or refused a file. No job was submitted.</exception>
    public async Task PublishAsync(CommandContext context, JsonObject request)
    {
        try
        {
            using var publisher = Storage.Open();
            var addresses = request[Field]!.AsArray();
            for (var i = 0; i < Files.Count; i++)
            {
                context.Output.Note($"publishing {Files[i].Path}");
                var address = await publisher.PublishAsync(Files[i], context.Interrupt);
                addresses[First + i] = address.AbsoluteUri;
            }
        }
        catch (OperationCanceledException canceled) when (context.Interrupt.IsCancellationRequested)
        {
            throw new ToolException(ExitCode.Interrupted, "Interrupted before anything was submitted.", canceled);
        }
        catch (Exception refused) when (refused
            is HttpRequestException or OperationCanceledException or AmazonClientException or ArgumentException or IOException)
        {
            throw new ToolException(
                ExitCode.Network, $"A file could not be published, and no job was submitted: {Format.OneLine(refused.Message)}", refused);
        }
    }
}
