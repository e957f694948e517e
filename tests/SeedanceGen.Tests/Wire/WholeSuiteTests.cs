using System.Reflection;
using SeedanceGen.TestKit.Proxy;

namespace SeedanceGen.Tests.Wire;

/// <summary>
/// No exchange of client and service gets past the proxy unseen: what goes over sockets is led there by the platform's own notice of it,
/// and what stays in memory by the one class that all services in memory come from.
/// </summary>
public sealed class WholeSuiteTests
{
    [Fact]
    public void Every_service_in_memory_takes_the_way_through_the_proxy()
    {
        var handlers = typeof(WholeSuiteTests).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(HttpMessageHandler)) && !type.IsSubclassOf(typeof(DelegatingHandler))
                && !type.IsAbstract)
            .ToList();

        handlers.Count.ShouldBeGreaterThan(3);
        handlers.Where(type => !type.IsSubclassOf(typeof(ServiceInMemory)))
            .ShouldBeEmpty($"Make it a {nameof(ServiceInMemory)}, so that the proxy sees its responses.");
    }

    [Fact]
    public void Every_mark_says_why()
    {
        var types = typeof(WholeSuiteTests).Assembly.GetTypes();
        var marks = types.Concat<MemberInfo>(types.SelectMany(type => type.GetMethods()))
            .Select(member => member.GetCustomAttribute<PastTheProxyAttribute>(inherit: false)).OfType<PastTheProxyAttribute>().ToList();

        marks.Count.ShouldBeGreaterThan(10);
        marks.ShouldAllBe(mark => mark.Reason.Length > 10 && mark.Reason.EndsWith('.'));
    }

    [Fact]
    public void A_test_that_is_not_marked_goes_through_the_proxy_when_there_is_one()
    {
        using var exchange = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/api/open/v1/models");
        using var video = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/video.mp4");

        ProxiedRun.Takes(exchange).ShouldBe(ProxiedRun.IsOn);
        ProxiedRun.Takes(video).ShouldBeFalse();
        CurrentTest.Value?.IsPastTheProxy.ShouldBeFalse();
        (CurrentTest.Value is not null).ShouldBe(ProxiedRun.IsOn);
    }

    [Fact]
    [PastTheProxy("To see that the mark counts.")]
    public void A_marked_test_does_not_go_through_the_proxy()
    {
        using var exchange = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/api/open/v1/models");

        ProxiedRun.Takes(exchange).ShouldBeFalse();
    }
}
