using System.Globalization;
using System.Reflection;
using Xunit.Sdk;

namespace SeedanceGen.TestKit.Proxy;

/// <summary>Notes, for a run through the proxy, which test runs.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CurrentTestAttribute : BeforeAfterTestAttribute
{
    private static int _runs;

    public override void Before(MethodInfo methodUnderTest)
    {
        if (!ProxiedRun.IsOn)
            return;

        // A theory runs its method many times, and what runs it says no more than the method.
        var run = Interlocked.Increment(ref _runs).ToString(CultureInfo.InvariantCulture);
        var type = methodUnderTest.ReflectedType!;
        var isMarked = methodUnderTest.IsDefined(typeof(PastTheProxyAttribute), inherit: true)
            || type.IsDefined(typeof(PastTheProxyAttribute), inherit: true);
        CurrentTest.Value = new CurrentTest($"{type.Name}.{methodUnderTest.Name}#{run}", isMarked);
    }

    public override void After(MethodInfo methodUnderTest) => CurrentTest.Value = null;
}
