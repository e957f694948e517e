namespace SeedanceGen;

/// <summary>A file to send as a part of a form. Its stream stays open; a call is repeated only when the stream can be read again.</summary>
/// <remarks>The generated client makes it public when an operation of the API description takes files.</remarks>
#pragma warning disable IDE0040 // The generated part says that it is public, when it is.
sealed partial class UploadFile
#pragma warning restore IDE0040
{
    /// <summary>Describes a file.</summary>
    /// <param name="content">The bytes, from where the stream stands to its end.</param>
    /// <param name="fileName">The name that the service is told, without folders.</param>
    /// <param name="contentType">The media type, such as <c>image/png</c>.</param>
    /// <exception cref="ArgumentException">The name or the type is blank or has a control character.</exception>
    public UploadFile(Stream content, string fileName, string contentType = "application/octet-stream")
    {
        ArgumentNullException.ThrowIfNull(content);
        Content = content;
        FileName = Checked(fileName, nameof(fileName));
        ContentType = Checked(contentType, nameof(contentType));
    }

    /// <summary>The bytes, from where the stream stands to its end.</summary>
    public Stream Content { get; }

    /// <summary>The name that the service is told.</summary>
    public string FileName { get; }

    /// <summary>The media type.</summary>
    public string ContentType { get; }

    private static string Checked(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        return value.Any(char.IsControl) ? throw new ArgumentException("A control character cannot be sent here.", name) : value;
    }
}
