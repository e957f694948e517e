namespace SeedanceGen.Testing.Tests.Transport;

/// <summary>The mock in memory and the one on a socket: the same to each caller, for each fault and each operation.</summary>
[Trait("Category", "Slow")]
public sealed class ParityTests
{
    /// <summary>Status, headers, bytes, exceptions and journal of a bare HTTP client.</summary>
    [Theory]
    [MemberData(nameof(ParityScene.Cells), MemberType = typeof(ParityScene))]
    public Task A_bare_caller_sees_the_same_on_a_socket_and_in_memory(string fault, string operation) =>
        IsTheSameAsync(scene => scene.AskAsync(), fault, operation);

    /// <summary>The typed outcome of the client, its messages and what it sent.</summary>
    [Theory]
    [MemberData(nameof(ParityScene.Cells), MemberType = typeof(ParityScene))]
    public Task The_client_comes_to_the_same_outcome_on_a_socket_and_in_memory(string fault, string operation) =>
        IsTheSameAsync(scene => scene.CallAsync(), fault, operation);

    /// <summary>The same for a fault that does not pass.</summary>
    [Theory]
    [MemberData(nameof(ParityScene.Cells), MemberType = typeof(ParityScene))]
    public Task The_client_gives_up_in_the_same_way_on_a_socket_and_in_memory(string fault, string operation) =>
        IsTheSameAsync(scene => scene.CallAsync(), fault, operation, lasting: true);

    private static async Task IsTheSameAsync(Func<ParityScene, Task<string>> play, string fault, string operation, bool lasting = false)
    {
        var scripted = ParityScene.FaultNamed(fault);
        await using var onSocket = await ParityScene.OnSocketAsync(operation, scripted, lasting);
        await using var inMemory = await ParityScene.InMemoryAsync(operation, scripted, lasting);

        (await play(inMemory)).ShouldBe(await play(onSocket));
    }
}
