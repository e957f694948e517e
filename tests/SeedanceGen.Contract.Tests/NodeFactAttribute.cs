using System.ComponentModel;
using System.Diagnostics;

namespace SeedanceGen.Contract.Tests;

/// <summary>A test that needs Node.js; skipped, with that reason, only where there is none and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> HasNode = new(FindNode);

    public NodeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null && !HasNode.Value)
            Skip = "Node.js is not on this machine. (With CI set, this test runs and fails.)";
    }

    private static bool FindNode()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("npm", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
