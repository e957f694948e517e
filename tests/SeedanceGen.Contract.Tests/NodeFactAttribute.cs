using System.ComponentModel;
using System.Diagnostics;

namespace SeedanceGen.Contract.Tests;

/// <summary>A test that needs Node.js; skipped, with that reason, only where there is none and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> HasNode = new(() => IsThere("npm"));

    public NodeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null && !HasNode.Value)
            Skip = "Node.js is not on this machine. (With CI set, this test runs and fails.)";
    }

    /// <summary>Whether a program is on this machine, and says its version.</summary>
    internal static bool IsThere(string tool)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
