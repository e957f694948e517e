using System.Reflection;

// Runs the programs that are named, one after the other, and says how each ended.
var failed = 0;
foreach (var name in args)
{
    try
    {
        var run = Assembly.GetExecutingAssembly().GetType(name)?.GetMethod("RunAsync")
            ?? throw new InvalidOperationException("There is no such program.");
        await (Task)run.Invoke(null, null)!;
        Console.WriteLine($"== {name}: done");
    }
    catch (Exception error)
    {
        failed++;
        Console.WriteLine($"== {name}: {error}");
    }
}

return failed;
