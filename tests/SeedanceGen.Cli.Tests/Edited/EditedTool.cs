namespace SeedanceGen.Cli.Tests.Edited;

/// <summary>
/// The tool and its mock, built from a description with many edits at once. What the edits say about the service is invented. Nothing but
/// the description is edited.
/// </summary>
public sealed class EditedTool : IDisposable
{
    private const string Metadata = "        metadata:\n          type: object\n";
    private const string Cost = "      x-charges-credits: true\n";
    private const string Error = "        error:\n          description: |-\n            Why a failed";
    private const string Job = "  /api/open/v1/video/generations/{requestId}:\n";
    private const string Components = "    ModelList:\n";

    private static readonly (string Before, string Text)[] Edits =
    [
        (Metadata, """
                    camera:
                      allOf:
                        - $ref: '#/components/schemas/Camera'
                      description: How the camera moves.
                    keyframes:
                      type: array
                      description: What is seen when.
                      maxItems: 3
                      items:
                        $ref: '#/components/schemas/Keyframe'
                    soundtrack:
                      description: What is heard.
                      oneOf:
                        - $ref: '#/components/schemas/MusicTrack'
                        - $ref: '#/components/schemas/VoiceTrack'
                      discriminator:
                        propertyName: kind
                        mapping:
                          music: '#/components/schemas/MusicTrack'
                          voice: '#/components/schemas/VoiceTrack'
                    negativePrompt:
                      type: string
                      maxLength: 40
                      description: What the video must not show.
                      deprecated: true
            """),
        (Components, """
                Camera:
                  type: object
                  description: A camera.
                  required: [motion]
                  properties:
                    motion: { type: string, description: The motion., enum: [pan, zoom, static] }
                    strength: { type: number, description: How much., minimum: 0, maximum: 1 }
                Keyframe:
                  type: object
                  description: A keyframe.
                  required: [time, imageUrl]
                  properties:
                    time: { type: number, description: When., minimum: 0 }
                    imageUrl: { type: string, format: uri, description: The picture. }
                MusicTrack:
                  type: object
                  description: Music.
                  required: [kind, genre]
                  properties:
                    kind: { type: string, description: The kind., enum: [music] }
                    genre: { type: string, description: The genre., enum: [jazz, rock] }
                VoiceTrack:
                  type: object
                  description: A voice.
                  required: [kind, text]
                  properties:
                    kind: { type: string, description: The kind., enum: [voice] }
                    text: { type: string, description: What is said. }
                VideoGenerationList:
                  type: object
                  description: A page of jobs.
                  required: [success, data]
                  properties:
                    success: { type: boolean, description: True. }
                    data: { type: array, description: The jobs., items: { $ref: '#/components/schemas/VideoGeneration' } }
                    nextCursor: { type: string, description: Where the next page begins. }
            """),
        (Error, """
                    thumbnails:
                      type: array
                      description: Small pictures.
                      items: { type: string, format: uri }
            """),
        (Job, """
                get:
                  operationId: listVideoGenerations
                  tags: [videos]
                  summary: Lists jobs.
                  x-pagination: { cursor: cursor, next: nextCursor, items: data }
                  parameters:
                    - { name: limit, in: query, description: How many., schema: { type: integer, minimum: 1, maximum: 100 } }
                    - { name: cursor, in: query, description: Where to go on., schema: { type: string } }
                  responses:
                    '200':
                      description: The jobs.
                      content: { application/json: { schema: { $ref: '#/components/schemas/VideoGenerationList' } } }
                    default: { $ref: '#/components/responses/Error' }
            """),
        (Cost, """
                  parameters:
                    - name: Once-Key
                      in: header
                      x-idempotency-key: true
                      description: A submission with a key that was seen before is not charged again.
                      schema: { type: string, maxLength: 64 }
            """),
    ];

    private readonly Scratch _clone = Scratch.WithShippedSources();
    private readonly Lazy<string> _tool;

    public EditedTool() => _tool = new Lazy<string>(Build);

    /// <summary>The folder in which the tool runs.</summary>
    public string Folder => _clone.Folder;

    /// <summary>Runs the tool; both its streams are in one text.</summary>
    public CommandResult Run(Uri? service, params string[] arguments) => CommandResult.Run(
        Folder,
        "dotnet",
        ["exec", _tool.Value, .. arguments],
        ("XDG_CONFIG_HOME", Folder),
        (SeedanceClientOptions.BaseAddressVariable, service?.AbsoluteUri),
        (SeedanceClientOptions.ApiKeyVariable, service is null ? null : "sd2_live_edited"));

    public void Dispose() => _clone.Dispose();

    private string Build()
    {
        var yaml = _clone.File("spec", "seedance.openapi.yaml");
        var text = File.ReadAllText(yaml);
        foreach (var (before, inserted) in Edits)
        {
            text.ShouldContain(before);
            text = text.Insert(text.IndexOf(before, StringComparison.Ordinal), inserted.ReplaceLineEndings("\n") + "\n");
        }

        File.WriteAllText(yaml, text);
        CommandResult.Run(Folder, "dotnet", ["build", _clone.File("src", "SeedanceGen.Cli"), "-nologo", "-v:q", "-m:1"]).ShouldSucceed();
        return _clone.File("src", "SeedanceGen.Cli", "bin", "Debug", "net10.0", "seedance.dll");
    }
}
