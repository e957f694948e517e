using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class JobRequestTests
{
    [Fact]
    public async Task A_job_tells_all_that_was_asked_for_its_free_form_parts_too()
    {
        await using var mock = SeedanceMock.InMemory();
        using var api = new ApiCaller(mock);

        var id = await api.StartJobAsync(
            """{"model":"seedance-2.0","prompt":"A river","seed":7,"metadata":{"projectId":"proj_1001","deep":{"a":[1,null]}}}""");

        var request = mock.GetJob(id).Request;
        request.Prompt.ShouldBe("A river");
        request.Metadata!["projectId"].GetString().ShouldBe("proj_1001");
        request.Metadata["deep"].GetRawText().ShouldBe("""{"a":[1,null]}""");
        request.AdditionalProperties["seed"].GetInt32().ShouldBe(7);
        mock.GetJob(id).Request.ShouldBeSameAs(request);
    }
}
