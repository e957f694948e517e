namespace SeedanceGen.Contract.Tests.Generation;

/// <summary>
/// What builds the client, in a folder of its own. The tests that build there share it, because the generator takes longest.
/// </summary>
public sealed class ClientSources : IDisposable
{
    public const string Name = "Client sources";

    public Scratch Clone { get; } = Scratch.WithClientSources();

    public void Dispose() => Clone.Dispose();
}

/// <summary>The tests that share the folder. They run one after the other.</summary>
[CollectionDefinition(ClientSources.Name)]
public sealed class SharedClientSources : ICollectionFixture<ClientSources>;
