using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Host.Page;

namespace SeedanceGen.Testing.Page.Tests.Serving;

/// <summary>The application behind the page starts with the first request, and ends with the mock.</summary>
public sealed class PageApplicationTests
{
    private int _starts;

    [Fact]
    public async Task A_start_that_failed_is_repeated_by_the_next_request_and_does_not_fail_the_disposal()
    {
        var application = new PageApplication(FailAsync);

        await Should.ThrowAsync<IOException>(() => application.ProcessAsync(new FeatureCollection()));
        await Should.ThrowAsync<IOException>(() => application.ProcessAsync(new FeatureCollection()));

        _starts.ShouldBe(2);
        await application.DisposeAsync();
    }

    [Fact]
    public async Task No_application_is_started_after_the_disposal()
    {
        var application = new PageApplication(FailAsync);
        await application.DisposeAsync();
        var response = new HttpResponseFeature();
        var context = new FeatureCollection();
        context.Set<IHttpResponseFeature>(response);

        await application.ProcessAsync(context);

        response.StatusCode.ShouldBe(503);
        _starts.ShouldBe(0);
    }

    private Task<object> FailAsync()
    {
        _starts++;
        throw new IOException("The assembly is not there.");
    }
}
